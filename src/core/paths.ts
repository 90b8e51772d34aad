/** Folders whose content is not shipped: an unpinned base there does less harm than in the product. */
const nonShippingFolders = new Set([
  'test',
  'tests',
  'testdata',
  'fixtures',
  'examples',
  'samples',
  'docs',
  'hack',
  '.devcontainer',
]);

/** `Dockerfile.dev`, `api.Dockerfile.ci`; not `.env.dev`. */
const nonShippingDockerfile = /(?:docker|container)file.*\.(?:dev|test|ci)$/i;

/**
 * Whether what stands at this path only helps to develop the product and never reaches its users. Workflows and
 * whatever else stands in `.github/` act with the repository's rights wherever they are filed.
 */
export function isNonShipping(path: string): boolean {
  if (path.startsWith('.github/')) return false;
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return nonShippingDockerfile.test(name) || folders.some((folder) => nonShippingFolders.has(folder.toLowerCase()));
}
