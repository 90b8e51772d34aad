/**
 * Folders whose content is not shipped: an unpinned base there does less harm than in the product. Asked of every path
 * of a repository, so that one expression does it.
 */
const nonShippingFolder = /(?:^|\/)(?:tests?|testdata|fixtures|examples|samples|docs|hack|\.devcontainer)\//i;

/** `Dockerfile.dev`, `api.Dockerfile.ci`; not `.env.dev`. */
const nonShippingDockerfile = /(?:docker|container)file[^/]*\.(?:dev|test|ci)$/i;

/**
 * Whether what stands at this path only helps to develop the product and never reaches its users. Workflows and
 * whatever else stands in `.github/` act with the repository's rights wherever they are filed.
 */
export const isNonShipping = (path: string): boolean =>
  !path.startsWith('.github/') && (nonShippingFolder.test(path) || nonShippingDockerfile.test(path));
