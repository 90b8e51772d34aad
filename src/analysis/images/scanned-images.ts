import type { Repository } from '../../documents/document.ts';
import type { Operation } from '../activities/activity.ts';
import { listOf } from './image-work.ts';
import { valueIn } from './run-values.ts';

/** The images that a scanner is told to look at; empty where it says none, or takes them from somewhere else. */
export function imagesScannedBy(operation: Operation, repository: Repository): readonly string[] {
  const value = (text: string): string => valueIn(text, operation, repository);
  if (operation.uses) {
    return [...operation.inputs].flatMap(([name, text]) => (imageInput.test(name) ? listOf(value(text)) : []));
  }
  return operation.programs.flatMap(({ program, arguments: words }) => {
    const subcommands = scanners.get(program);
    if (subcommands === undefined) return [];
    const texts = words.map(({ text }) => text);
    const behind = texts.slice(subcommands);
    // An option's value may stand among them; it is the name of no image that anyone builds.
    return behind.filter((text) => !text.startsWith('-')).map((text) => value(text.replace(schemes, '')));
  });
}

/** Of trivy, grype, scout, snyk and those who took after them. */
const imageInput =
  /^(?:image|images|image-?(?:ref|name|tag|uri|url|to-scan)|image_?(?:ref|name|tag|uri|url)|docker-?image|local-image)$/;

/** How many words of a scanner stand in front of the image: `trivy image`, `docker scout cves`. */
const scanners: ReadonlyMap<string, number> = new Map([
  ['trivy', 1],
  ['grype', 0],
  ['docker', 2],
  ['docker-scout', 1],
  ['snyk', 2],
  ['dockle', 0],
  ['clair-scanner', 0],
  ['clairctl', 1],
  ['syft', 0],
  ['osv-scanner', 2],
  ['xray', 1],
  ['jf', 2],
  ['wizcli', 2],
  ['prisma', 1],
  ['twistcli', 2],
]);

const schemes = /^(?:docker|registry|podman|oci-archive|docker-archive|local|fs):(?:\/\/)?(?=[\w$])/;
