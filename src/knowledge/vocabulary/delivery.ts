import type { ActionTerm, CommandTerm } from './terms.ts';

/** What follows a deploy. From the tools' own manuals, looked over in November 2026. */
export const deliveryCommands: readonly CommandTerm[] = [
  {
    kind: 'verify',
    phrases: `
      kubectl|oc rollout status
      kubectl|oc wait !--for=delete
      k3s|microk8s kubectl wait !--for=delete
      helm upgrade|install --wait|--atomic|--rollback-on-failure !--dry-run
      helm test
      helmfile …test
      helmfile …apply|sync --wait|--atomic
      argocd app wait
      flux check !--pre
      kubectl argo rollouts status
      kubectl-argo-rollouts status
      aws * wait
      aws deploy wait
      ecs-deploy
      ecs deploy
      nomad deployment status
      nomad job status
      wget --spider
      checkly test|trigger
      datadog-ci synthetics
      newrelic synthetics
      fly|flyctl status|checks
      heroku ps:wait
      eb status|health
      docker compose …up --wait
      lhci autorun
      lighthouse|unlighthouse-ci
      gcloud deploy rollouts describe
      httpie|http|https --check-status
    `,
  },
  {
    kind: 'rollback',
    phrases: `
      kubectl|oc rollout undo
      oc rollback
      helm rollback
      helm upgrade|install --atomic|--rollback-on-failure !--dry-run
      helmfile …apply|sync --atomic
      kubectl argo rollouts abort|undo|retry
      kubectl-argo-rollouts abort|undo
      argocd app rollback
      gcloud deploy targets rollback
      fly|flyctl releases rollback
      vercel|vc rollback
      netlify api restoreSiteDeploy
      wrangler rollback
      wrangler deployments rollback
      heroku rollback|releases:rollback
      gigalixir releases:rollback
      aws deploy stop-deployment
      aws cloudformation rollback-stack|cancel-update-stack|continue-update-rollback
      aws ecs update-service --task-definition=*revious*|*PREV*|*prev*|*old*|*OLD*|*ollback*
      kamal|mrsk rollback
      cap|capistrano …deploy:rollback
      mina …rollback
      dep|deployer rollback
      nomad job revert
      docker service rollback
      docker service update --rollback
      serverless|sls rollback
      firebase hosting:clone|hosting:rollback
      cf cancel-deployment|rollback
      git revert
      ecspresso|lambroll rollback
    `,
  },
  {
    // The same command moves traffic on to the new revision.
    kind: 'rollback',
    isDoubtful: true,
    phrases: `
      gcloud run services update-traffic --to-revisions
      gcloud app services set-traffic
      kubectl patch service|svc
      az containerapp revision activate
      az webapp deployment slot swap
      aws lambda update-alias
    `,
  },
  {
    kind: 'notify',
    phrases: `
      curl|wget|http|https …*hooks.slack.com*|*slack.com/api/chat*|*discord.com/api/webhooks*|*discordapp.com/api/webhooks*|*webhook.office.com*|*logic.azure.com*workflows*|*chat.googleapis.com*|*api.telegram.org*|*events.pagerduty.com*|*api.opsgenie.com*|*ntfy.sh*|*api.pushover.net*|*/api/annotations*|*api.newrelic.com*|*api.honeycomb.io*markers*|*api.datadoghq.*events*|*qyapi.weixin.qq.com*|*oapi.dingtalk.com*|*open.feishu.cn*|*open.larksuite.com*
      curl|wget|http|https …*SLACK_WEBHOOK*|*SLACK_URL*|*SLACK_HOOK*|*DISCORD_WEBHOOK*|*DISCORD_HOOK*|*TEAMS_WEBHOOK*|*CHAT_WEBHOOK*|*TELEGRAM*|*MATTERMOST*|*slack_webhook*|*discord_webhook*|*NOTIFY_URL*|*ZULIP*
      sentry-cli releases|deploys
      datadog-ci deployment|dora|event|tag
      newrelic apm|changetracking deployment|create
      honeymarker|apprise|slackcat|slack-notify
      telegram-send|sendmail|mail|mailx|mutt|swaks|msmtp
      ntfy publish|send
      appsignal notify_of_deploy
      bugsnag-build-reporter
      aws sns publish
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const deliveryActions: readonly ActionTerm[] = [
  {
    kind: 'verify',
    uses: `
      aws-actions/amazon-ecs-deploy-task-definition wait-for-service-stability=true
      jtalk/url-health-check-action
      nev7n/wait_for_response
      iamazeem/url-health-check
      datadog/synthetics-ci-github-action
      treosh/lighthouse-ci-action
      foo-software/lighthouse-check-action
      clowdhaus/argo-cd-action command=app?wait
      actions-hub/kubectl args=*rollout?status*
    `,
  },
  {
    kind: 'rollback',
    uses: `
      actions-hub/kubectl args=*rollout?undo*
      wyrihaximus/github-action-helm3 exec=*rollback*
      superfly/flyctl-actions args=*rollback*
    `,
  },
  {
    kind: 'notify',
    uses: `
      slackapi/slack-github-action
      rtcamp/action-slack-notify
      8398a7/action-slack
      act10ns/slack
      ravsamhq/notify-slack-action
      voxmedia/github-action-slack-notify-build
      edge/simple-slack-notify
      gamesight/slack-workflow-status
      lazy-actions/slatify
      archive/github-actions-slack
      rjstone/discord-webhook-notify
      sarisia/actions-status-discord
      appleboy/discord-action
      ilshidur/action-discord
      zzak/action-discord
      tsickert/discord-webhook
      appleboy/telegram-action
      jdcargile/ms-teams-notification
      toko-bifrost/ms-teams-deploy-card
      aliencube/microsoft-teams-actions
      skitionek/notify-microsoft-teams
      dawidd6/action-send-mail
      pagerduty/pagerduty-change-events-action
      miparnisari/action-pagerduty-alert
      getsentry/action-release
      newrelic/deployment-marker-action
      masci/datadog
      honeycombio/gha-create-marker
      frankie567/grafana-annotation-action
      bobheadxi/deployments
      chrnorm/deployment-action
      chrnorm/deployment-status
      cbrgm/mastodon-github-action
      bluwy/release-for-reddit-action
      ethomson/send-tweet-action
      bitnami/support/.github/workflows/gchat-notification.yml
      julb/action-post-googlechat-message
      snow-actions/line-notify
      zulip/github-actions-zulip/send-message
      mattermost/action-mattermost-notify
    `,
  },
  {
    kind: 'notify',
    certainty: 'firm',
    uses: `
      */*slack*
      */*discord*
      */*telegram*
      */*teams-notif*
      */*notify*
    `,
  },
  {
    kind: 'approve',
    uses: `
      trstringer/manual-approval
      github/branch-deploy
      step-security/manual-approval
      step-security/wait-for-secrets
    `,
  },
];
