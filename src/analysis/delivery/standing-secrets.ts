import type { Span } from '../../core/source.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { findValue } from '../../documents/yaml-value.ts';
import { accessesBelow } from '../trust/accesses.ts';
import type { Target } from '../targets/targets.ts';

/** A secret that opens the target and stays valid when the run is over. */
export interface StandingSecret {
  readonly name: string;
  readonly at: Span;
}

/** By its name: what logs in to a cluster, a cloud account or a host. What only tells somebody something is left out. */
export function findStandingSecret({ first, job }: Target): StandingSecret | undefined {
  for (const each of new Set([first.job, job])) {
    const found = secretsOf(each).find(({ name }) => opens.test(name) && !tells.test(name));
    if (found) return found;
  }
  return undefined;
}

function secretsOf(job: Job): readonly StandingSecret[] {
  const values = [...job.entries.map(({ value }) => value), findValue(job.workflow.root, 'env')];
  return values
    .flatMap((value) => accessesBelow(value, /secrets/i))
    .flatMap(({ path, span }) => {
      const name = /^secrets\.([\w-]+)$/.exec(path)?.[1];
      return name === undefined ? [] : [{ name, at: span }];
    });
}

const opens =
  /kube_?_?config|kubeconfig|secret_?access_?key|access_?key_?secret|service_?account|sa_?key|google_?(?:application_?)?credentials|gcp_?(?:credentials|key|sa)|azure_?credentials|client_?secret|publish_?profile|ssh|private_?key|deploy_?key|(?:heroku|fly|vercel|netlify|cloudflare|cf|railway|render|do|digitalocean|argocd|pulumi)_?(?:api)?_?(?:token|key)|host_?password|server_?password|ftp_?password/i;

const tells =
  /slack|discord|teams|telegram|webhook|codecov|sonar|sentry|datadog|npm|pypi|dockerhub|registry|known_hosts|host$|user(?:name)?$|github_token/i;
