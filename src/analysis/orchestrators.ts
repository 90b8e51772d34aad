import type { Repository } from '../documents/document.ts';
import { nameOf } from './folders.ts';

/**
 * A file by which something else than plain Docker starts containers, with probes and users of its own: Kubernetes, Helm,
 * Nomad, ECS, Fly and their like. By path alone, for such files are not read.
 */
export function findOrchestratorFile(repository: Repository): string | undefined {
  const known = files.get(repository);
  if (known) return known.path;
  const path = repository.paths.find((candidate) => isOrchestratorFile(candidate));
  files.set(repository, { path });
  return path;
}

const files = new WeakMap<Repository, { readonly path: string | undefined }>();

const names =
  /^(?:Chart\.ya?ml|kustomization\.ya?ml|skaffold\.ya?ml|helmfile\.ya?ml|fly\.toml|render\.ya?ml|apprunner\.ya?ml|task-?definition[\w.-]*\.json|[\w.-]+\.nomad(?:\.hcl)?)$/i;
const folders =
  /(?:^|\/)(?:k8s|kubernetes|kube|kustomize|helm|charts?|helm-charts?|kubernetes-manifests|k8s-manifests|argocd|openshift)\/(?:[^/]+\/)*[^/]+\.(?:ya?ml|tpl)$/i;
const elsewhere = /(?:^|\/)(?:node_modules|vendor|testdata|fixtures|__fixtures__|\.github)\//;

const isOrchestratorFile = (path: string): boolean =>
  (names.test(nameOf(path)) || folders.test(path)) && !elsewhere.test(path);
