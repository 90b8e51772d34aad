import { once } from '../../core/once.ts';
import type { Repository } from '../../documents/document.ts';
import { otherCiFiles, reviewServiceFiles } from '../../knowledge/other-ci.ts';

/** A service beside GitHub Actions, and the file that shows it. */
export interface OtherService {
  readonly name: string;
  readonly path: string;
}

/** Another CI system that may run what the workflows do not. */
export const findOtherCi = once(({ paths }: Repository) => findService(paths, otherCiFiles));

/** A service that lints pull requests, or watches dependencies, without any workflow. */
export const findReviewService = ({ paths }: Repository, does: 'lint' | 'dependencies'): OtherService | undefined =>
  findService(
    paths,
    reviewServiceFiles.filter((service) => service.does === does),
  );

interface Service {
  readonly name: string;
  readonly files: RegExp;
}

function findService(paths: readonly string[], services: readonly Service[]): OtherService | undefined {
  const any = anyOf(services);
  for (const path of paths) {
    const service = any.test(path) ? services.find(({ files }) => files.test(path)) : undefined;
    if (service) return { name: service.name, path };
  }
  return undefined;
}

/** All of them as one, since it is asked of every path. */
const anyOf = (services: readonly Service[]): RegExp => new RegExp(services.map(({ files }) => files.source).join('|'));
