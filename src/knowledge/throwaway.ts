/**
 * Programs, actions and images that make a cluster or a cloud that lives as long as the job. Read 2026-11 off their own
 * pages: https://kind.sigs.k8s.io, https://k3d.io, https://minikube.sigs.k8s.io, https://microk8s.io,
 * https://docs.k3s.io, https://docs.localstack.cloud, https://github.com/helm/chart-testing, https://www.vcluster.com.
 */

/** By program and, where it does other things too, the word behind it. */
export const clusterPrograms: Readonly<Record<string, RegExp | undefined>> = {
  kind: /^create$/,
  k3d: /^cluster$/,
  k3s: undefined,
  minikube: /^start$/,
  microk8s: undefined,
  k0s: undefined,
  vcluster: /^create$/,
  crc: /^start$/,
  ctlptl: undefined,
  ct: /^(?:install|lint-and-install)$/,
  kwokctl: /^create$/,
  colima: /^start$/,
  microshift: undefined,
};

/** `owner/repository` in lower case. */
export const clusterActions =
  /^(?:helm\/(?:kind-action|chart-testing-action)|[\w.-]+\/[\w.-]*(?:setup-?kind|setup-?minikube|setup-?k3[ds]|k3d-action|k3[ds]-action|kind-action|action-k3s|action-kind|minikube-action|action-microk8s|microk8s-action|kind-cluster|k3s-kind)[\w.-]*|nolar\/setup-k3d-k3s|jupyterhub\/action-k3s-helm|manusa\/actions-setup-minikube|kubernetes-sigs\/kind|[\w.-]+\/[\w.-]+\/create-(?:cluster|vm))$/;

/** Text of a command that fetches and starts one. */
export const clusterText = /\bget\.k3s\.io\b|\bkind create cluster\b|\bk3d cluster create\b|\bminikube start\b/;

/** The cloud on one's own machine. */
export const cloudPrograms: Readonly<Record<string, RegExp | undefined>> = {
  localstack: /^start$/,
  awslocal: undefined,
  tflocal: undefined,
  cdklocal: undefined,
  samlocal: undefined,
  azurite: undefined,
  moto_server: undefined,
};
export const cloudActions = /^localstack\/setup-localstack$/;
export const cloudImages = /\b(?:localstack|motoserver|azurite|fake-gcs-server|minio\/minio)\b/;

/** Tools that talk to a cluster, and those that talk to a cloud, by program or by part of an action's name. */
export const clusterTools =
  /\b(?:kubectl|oc|helm|helmfile|kustomize|skaffold|argocd|flux|kapp|tanka|tk|kpt|werf|tilt|istioctl|linkerd|cilium|k8s|kubernetes|kluctl|devspace|garden)\b/i;
export const cloudTools = /\b(?:aws|terraform|tofu|terragrunt|pulumi|cdk|sam|serverless|sls|az|gcloud|gsutil)\b/i;

/** Applies of infrastructure: what they change is there for everyone, whatever started them. */
export const infrastructureTools =
  /\b(?:terraform|tofu|opentofu|terragrunt|pulumi|cdk|cdktf|cloudformation|ansible(?:-playbook)?|crossplane|bicep|deployment)\b/i;

/** Takes down what such a tool has made. */
export const teardown: Readonly<Record<string, RegExp>> = {
  terraform: /^destroy$/,
  tofu: /^destroy$/,
  terragrunt: /^(?:destroy|run-all|run)$/,
  pulumi: /^destroy$/,
  cdk: /^destroy$/,
  cdktf: /^destroy$/,
  sam: /^delete$/,
  serverless: /^remove$/,
  sls: /^remove$/,
  kind: /^delete$/,
  k3d: /^cluster$/,
  eksctl: /^delete$/,
};
