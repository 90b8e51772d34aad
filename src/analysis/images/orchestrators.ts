import type { Repository } from '../../documents/document.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import { nameOf } from '../folders.ts';

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
  /^(?:Chart\.ya?ml|kustomization\.ya?ml|skaffold\.ya?ml|helmfile\.ya?ml|fly(?:\.[\w-]+)?\.toml|railway\.(?:json|toml)|render\.ya?ml|apprunner\.ya?ml|task-?definition[\w.-]*\.json|[\w.-]+\.nomad(?:\.hcl)?)$/i;
const folders =
  /(?:^|\/)(?:k8s|kubernetes|kube|kustomize|helm|charts?|helm-charts?|kubernetes-manifests|k8s-manifests|argocd|openshift)\/(?:[^/]+\/)*[^/]+\.(?:ya?ml|tpl)$/i;
/**
 * The workflow that brings containers to such a place, whose files may be in another repository: by an action or by the
 * place's own command.
 */
export const findOrchestratorDeploy = (repository: Repository): string | undefined =>
  repository.workflows.find((workflow) =>
    stepsOf(workflow).some(
      ({ uses, run }) => deployActions.test(uses?.repository ?? '') || deployCommands.test(run?.value.text ?? ''),
    ),
  )?.file.path;

const deployActions =
  /^(?:google-github-actions\/deploy-(?:cloudrun|appengine)|aws-actions\/amazon-ecs-deploy-(?:task-definition|express-service)|azure\/(?:k8s-deploy|container-apps-deploy-action|webapps-deploy)|superfly\/flyctl-actions(?:\/.*)?)$/i;
const deployCommands =
  /\b(?:kubectl\s+(?:-[^\n;&|]{0,100}\s)?(?:apply|set\s+image|rollout)|helm\s+(?:-[^\n;&|]{0,100}\s)?(?:upgrade|install)|helmfile\s+(?:apply|sync)|argocd\s+app|fly(?:ctl)?\s+deploy|gcloud\s+run\s+(?:deploy|services)|aws\s+ecs\s+update-service|nomad\s+(?:job\s+)?run|az\s+containerapp|railway\s+up)\b/;

const elsewhere = /(?:^|\/)(?:node_modules|vendor|testdata|fixtures|__fixtures__|\.github)\//;

const isOrchestratorFile = (path: string): boolean =>
  (names.test(nameOf(path)) || folders.test(path)) && !elsewhere.test(path);
