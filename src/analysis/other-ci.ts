import type { Repository } from '../documents/document.ts';
import { otherCiFiles, reviewServiceFiles } from '../knowledge/other-ci.ts';

/** A service beside GitHub Actions, and the file that shows it. */
export interface OtherService {
  readonly name: string;
  readonly path: string;
}

/** Another CI system that may run what the workflows do not. */
export const findOtherCi = ({ paths }: Repository): OtherService | undefined => findService(paths, otherCiFiles);

/** A service that lints pull requests, or watches dependencies, without any workflow. */
export const findReviewService = ({ paths }: Repository, does: 'lint' | 'dependencies'): OtherService | undefined =>
  findService(
    paths,
    reviewServiceFiles.filter((service) => service.does === does),
  );

function findService(
  paths: readonly string[],
  services: readonly { readonly name: string; readonly files: RegExp }[],
): OtherService | undefined {
  for (const path of paths) {
    const service = services.find(({ files }) => files.test(path));
    if (service) return { name: service.name, path };
  }
  return undefined;
}
