/**
 * How the tools that deploy behave once they have started: whether they see to it that the new version runs, and what
 * leads back to the one before. Phrases are written as in `vocabulary/terms.ts`; of several that match the first holds.
 */
export interface DeployTool {
  /**
   * `waits`: fails where the new version does not come up. `returns early`: says only that the change was accepted.
   * `switches`: moves the traffic, nothing else. `unknown`: settings that no file shows decide.
   */
  readonly settles: 'waits' | 'returns early' | 'switches' | 'unknown';
  /** `inherent`: the version before is one command or click away. `state`: infrastructure, which goes forward only. */
  readonly wayBack: 'inherent' | 'none' | 'state' | 'unknown';
  /** What it is told in other files may see to it: a play that asks for a page of what it has installed. */
  readonly isDoubtful?: true;
  /** A controller carries it out, by rules of its own. */
  readonly isGitOps?: true;
  /** A second run waits or is refused by the tool itself. */
  readonly locks?: true;
  readonly phrases: string;
  /** Actions in lower case, `owner/repository` or with a path, then inputs that must be so: `name=value`. */
  readonly uses?: string;
}

/**
 * From each tool's own manual, November 2026:
 * https://skaffold.dev/docs/status-check/ · https://helm.sh/docs/helm/helm_upgrade/ · https://kamal-deploy.org/docs/commands/deploy/
 * https://docs.docker.com/reference/cli/docker/stack/deploy/ · https://docs.docker.com/reference/cli/docker/compose/up/
 * https://kubernetes.io/docs/reference/kubectl/ · https://github.com/Azure/k8s-deploy · https://fly.io/docs/flyctl/deploy/
 * https://cloud.google.com/sdk/gcloud/reference/run/deploy · https://developer.hashicorp.com/nomad/commands/job/run
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/ · https://docs.aws.amazon.com/cli/latest/reference/ecs/deploy/
 * https://github.com/aws-actions/amazon-ecs-deploy-task-definition · https://vercel.com/docs/instant-rollback
 * https://docs.netlify.com/deploy/manage-deploys/manage-deploys-overview/ · https://devcenter.heroku.com/articles/releases
 */
export const deployTools: readonly DeployTool[] = [
  {
    settles: 'waits',
    wayBack: 'state',
    locks: true,
    phrases: `
      terraform|tofu|terragrunt|terramate|pulumi
    `,
    uses: `
      pulumi/actions
    `,
  },
  {
    settles: 'waits',
    wayBack: 'inherent',
    locks: true,
    phrases: `
      cdk deploy
      sam deploy
      serverless|sls|osls deploy
      aws cloudformation deploy
      copilot deploy
      copilot svc deploy
      sst deploy
    `,
    uses: `
      aws-actions/aws-cloudformation-github-deploy
      serverless/github-action
      tractorzoom/sam-cli-action
      youyo/aws-cdk-github-actions
    `,
  },
  {
    // Stacks roll themselves back, but nothing waits for it.
    settles: 'returns early',
    wayBack: 'inherent',
    locks: true,
    phrases: `
      aws cloudformation create-stack|update-stack|execute-change-set|update-stack-set
    `,
  },
  {
    settles: 'switches',
    wayBack: 'unknown',
    phrases: `
      kubectl|oc patch svc|service|services|ingress|route|virtualservice
      kubectl|oc patch svc/*|service/*|services/*|ingress/*|route/*|virtualservice/*
      kubectl|oc set selector
      kubectl|oc label|annotate|scale|autoscale
      kubectl argo rollouts promote
      kubectl-argo-rollouts promote
      aws elbv2 modify-listener|modify-rule
      aws lambda update-alias
      aws route53 change-resource-record-sets
      aws cloudfront create-invalidation
      az webapp|functionapp deployment slot swap
      az containerapp ingress traffic
      gcloud run services update-traffic
      gcloud app services set-traffic
      vercel promote|alias|rolling-release
    `,
  },
  {
    settles: 'waits',
    wayBack: 'inherent',
    phrases: `
      fly|flyctl deploy !--detach
      fly|flyctl machine update
      gcloud run deploy|services|jobs !--async
      gcloud beta|alpha run deploy|services !--async
      gcloud app deploy
      aws apprunner
      vercel|vc
      netlify|ntl deploy
      firebase deploy
      firebase hosting:*
      wrangler|wrangler2 deploy|publish|pages|versions
      kamal deploy|redeploy|setup
      cf push
      eb deploy
    `,
    uses: `
      superfly/flyctl-actions
      google-github-actions/deploy-cloudrun
      google-github-actions/deploy-appengine
      amondnet/vercel-action
      nwtgck/actions-netlify
      netlify/actions
      cloudflare/wrangler-action
      cloudflare/pages-action
      firebaseextended/action-hosting-deploy
      w9jds/firebase-action
      actions/deploy-pages
      peaceiris/actions-gh-pages
      jamesives/github-pages-deploy-action
      azure/static-web-apps-deploy
      einaregilsson/beanstalk-deploy
      cloud-gov/cg-cli-tools
      cloudfoundry/cf-cli-action
    `,
  },
  {
    // What is older than what lies there is refused.
    settles: 'unknown',
    wayBack: 'inherent',
    locks: true,
    phrases: `
      git push !-f|--force !+*
    `,
  },
  {
    settles: 'unknown',
    wayBack: 'inherent',
    phrases: `
      fly|flyctl deploy
      gcloud run
      gcloud app
      heroku
      dokku
      git push
      railway
      render
      doctl apps
      aws elasticbeanstalk
    `,
    uses: `
      akhileshns/heroku-deploy
      gonuit/heroku-docker-deploy
      jctaveras/heroku-deploy
      bervproject/railway-deploy
      johnbeynon/render-deploy-action
      digitalocean/app_action
    `,
  },
  {
    // A commit that older ones cannot overtake.
    settles: 'unknown',
    wayBack: 'inherent',
    isGitOps: true,
    locks: true,
    phrases: `
      kustomize edit
      yq|sed
      git commit
      argocd app create|set|patch
      argocd appset
      flux
    `,
    uses: `
      fjogeleit/yaml-update-action
    `,
  },
  {
    // What argocd puts into the cluster is what a commit says; the commit before leads back.
    settles: 'returns early',
    wayBack: 'inherent',
    isGitOps: true,
    phrases: `
      argocd app sync
    `,
  },
  {
    settles: 'waits',
    wayBack: 'inherent',
    phrases: `
      helm upgrade|install --atomic|--rollback-on-failure
    `,
  },
  {
    settles: 'waits',
    wayBack: 'none',
    phrases: `
      helm upgrade|install --wait|--wait-for-jobs !--wait=hookOnly
      skaffold run|deploy|apply !--status-check=false
      docker stack deploy --detach=false
      docker stack deploy -d=false
      docker compose up --wait
      docker-compose up --wait
      aws ecs deploy
      nomad job run !-detach
      nomad run !-detach
      werf converge
      oc rollout latest --watch
      ecs deploy
      ecs-deploy
      ecspresso deploy
    `,
    uses: `
      aws-actions/amazon-ecs-deploy-task-definition wait-for-service-stability=true
      azure/k8s-deploy
    `,
  },
  {
    settles: 'returns early',
    wayBack: 'none',
    phrases: `
      kubectl|oc apply|replace|patch|create|set|delete|run|expose|edit
      kubectl|oc rollout restart
      oc rollout latest
      oc start-build|new-app|process
      kubectl argo rollouts set
      kubectl-argo-rollouts set
      helm upgrade|install
      skaffold
      aws ecs update-service|create-service|create-task-set|run-task
      aws lambda update-function-code|publish-version
      aws deploy create-deployment|push
      aws autoscaling start-instance-refresh
      docker stack|service
      docker compose
      docker-compose
      docker run|restart|start
      podman run|restart|start
      ssh|scp|rsync|sftp|lftp|sshpass
      gcloud compute ssh|scp
      systemctl restart|reload|start
      pm2 restart|reload|start|startOrRestart|startOrReload
      nomad
    `,
    uses: `
      aws-actions/amazon-ecs-deploy-task-definition
      appleboy/ssh-action
      appleboy/scp-action
      burnett01/rsync-deployments
      easingthemes/ssh-deploy
      samkirkland/ftp-deploy-action
      fifsky/ssh-action
      d3rhase/ssh-command-action
      jimcronqvist/action-ssh
      peterkimzz/aws-ssm-send-command
      contention/rsync-deployments
      up9cloud/action-rsync
      wlixcc/sftp-deploy-action
      actions-hub/kubectl
      steebchen/kubectl
      garygrossgarten/github-action-ssh
      garygrossgarten/github-action-scp
      cross-the-world/ssh-pipeline
      cross-the-world/ssh-scp-ssh-pipelines
    `,
  },
  {
    settles: 'returns early',
    wayBack: 'none',
    isDoubtful: true,
    phrases: `
      ansible-playbook|ansible
    `,
    uses: `
      dawidd6/action-ansible-playbook
    `,
  },
  {
    // Files are there once they are copied; nothing starts.
    settles: 'unknown',
    wayBack: 'none',
    phrases: `
      aws s3|s3api
    `,
  },
];

/** Actions that wait until the checks of a commit, run elsewhere, have passed. Sources: their READMEs, November 2026. */
export const actionsThatAwaitChecks: ReadonlySet<string> = new Set([
  'arcticlampyrid/action-wait-for-workflow',
  'autotelic/action-wait-for-status-check',
  'cloudposse/github-action-wait-commit-status',
  'fountainhead/action-wait-for-check',
  'int128/wait-for-workflows-action',
  'lewagon/wait-on-check-action',
  'kachick/wait-other-jobs',
  'poseidon/wait-for-status-checks',
  'tomchv/wait-my-workflow',
  'upsidr/merge-gatekeeper',
  'wechuli/allcheckspassed',
  'wyrihaximus/github-action-wait-for-status',
  'ahmadnassri/action-workflow-run-wait',
]);

/** Actions that let one run in at a time, or end those before. Sources: their READMEs, November 2026. */
export const actionsThatLock: ReadonlySet<string> = new Set([
  'ben-z/gh-action-mutex',
  'github/branch-deploy',
  'github/lock',
  'potiuk/cancel-workflow-runs',
  'rokroskar/workflow-run-cleanup-action',
  'softprops/turnstyle',
  'step-security/turnstyle',
  'styfle/cancel-workflow-action',
]);
