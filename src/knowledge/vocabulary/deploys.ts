import type { ActionTerm, CommandTerm } from './terms.ts';

/**
 * What changes a running system or a site. Whether that is production, a test cluster or documentation is another
 * question. From the tools' own manuals, looked over in November 2026. Rendering (`helm template`,
 * `kustomize build`), planning (`terraform plan`, `kubectl diff`) and every `--dry-run` change nothing.
 */
export const deployCommands: readonly CommandTerm[] = [
  {
    kind: 'deploy',
    phrases: `
      kubectl|oc|k3s apply|replace|patch !--dry-run|--server-dry-run
      kubectl|oc create deployment|job|cronjob !--dry-run
      kubectl|oc create -f|--filename|-k|--kustomize !--dry-run
      kubectl|oc set image|env !--dry-run
      kubectl|oc rollout restart|latest
      k3s|microk8s kubectl apply|replace|patch !--dry-run
      kubectl argo rollouts set|promote
      kubectl-argo-rollouts set|promote
      oc new-app|start-build
      helm upgrade|install !--dry-run
      helmfile …apply|sync
      helmsman --apply|-apply
      skaffold run|deploy|apply
      werf converge
      garden|devspace|okteto deploy
      kapp|kluctl deploy
      timoni …apply
      argocd app sync|set|create|actions
      argocd appset create
      flux reconcile
      flux bootstrap|install !--export
      ko apply
      nomad job run
      nomad run
      waypoint up|deploy
      kamal|mrsk deploy|redeploy|setup
      terraform|tofu …apply
      terragrunt …apply|apply-all
      terramate|tfcmt|atmos …apply
      pulumi …up|update
      cdk deploy
      cdktf|cdktf-cli deploy|apply
      sam deploy|sync
      serverless|sls|osls deploy
      sst|arc|chalice deploy
      zappa deploy|update
      claudia update|create
      aws ecs update-service|create-service
      aws deploy create-deployment
      aws lambda update-function-code|update-alias
      aws cloudformation deploy|create-stack|update-stack|execute-change-set|update-stack-set
      aws elasticbeanstalk update-environment|create-environment
      aws apprunner start-deployment|update-service|create-service
      aws amplify start-deployment|start-job
      aws autoscaling start-instance-refresh
      aws ssm send-command
      ecs-deploy
      ecs deploy
      ecs-cli compose
      ecspresso deploy
      lambroll deploy
      copilot deploy
      copilot svc|job|app deploy
      eb deploy
      gcloud run|functions|app deploy
      gcloud alpha|beta run|functions|app deploy
      gcloud run jobs|services|worker-pools deploy|replace|update|update-traffic
      gcloud alpha|beta run jobs|services deploy|replace|update|update-traffic
      gcloud builds submit !--tag|-t|--pack|--no-source
      gcloud deploy releases create|promote
      gcloud compute ssh|scp
      gcloud compute instance-groups managed rolling-action start-update|replace|restart
      gcloud compute instances update-container
      gcloud endpoints services deploy
      gcloud infra-manager deployments apply
      firebase deploy|hosting:channel:deploy|appdistribution:distribute|apphosting:rollouts:create !--dry-run
      az webapp deploy|up|deployment|restart
      az webapp config container set
      az functionapp deploy|deployment
      az containerapp update|up|create|job|revision
      az deployment group|sub|mg|tenant create !--what-if|-w
      az stack group|sub|mg create
      az aks command invoke
      az spring app deploy
      az container create
      az staticwebapp deploy
      az vm run-command invoke
      azd deploy|up|provision !--preview
      func azure functionapp publish
      swa deploy !--dry-run
      fly|flyctl deploy !--build-only
      fly|flyctl machine update
      vercel|vc deploy|promote|redeploy|rolling-release
      vercel|vc !pull !build !env !link !inspect !ls !list !alias !login !logout !whoami !dev !rm !remove !secrets !project !domains !logs !teams !switch !certs !dns !git !help !init !bisect !curl !blob !rollback !target !telemetry !--version|--help
      netlify|ntl deploy
      wrangler deploy|publish !--dry-run
      wrangler pages deploy|publish
      wrangler versions deploy
      railway up|redeploy|deploy
      render deploys create
      curl …*api.render.com/deploy*|*api.vercel.com/*/deploy*|*api.netlify.com/build_hooks*|*/api/v1/deploy?*|*coolify*deploy*|*forge.laravel.com*deploy*|*envoyer.io/deploy*|*ploi.io*deploy*|*FORGE_DEPLOY*|*FORGE_HOOK*|*COOLIFY*|*DOKPLOY*
      curl …*DEPLOY_HOOK*|*deploy_hook*|*DEPLOY_WEBHOOK*|*DEPLOY_URL*|*DEPLOYMENT_HOOK*|*DEPLOYMENT_WEBHOOK*|*RENDER_*HOOK*|*RENDER_DEPLOY*
      heroku container:release|builds:create|pipelines:promote
      git push *heroku*|*dokku*|*gigalixir*|*piku*
      ssh dokku@* *
      dokku git:*|apps:deploy|deploy
      gigalixir deploy
      cap|capistrano …deploy
      mina …deploy
      dep|deployer deploy
      php *deployer.phar|*dep deploy
      envoy run
      fab *deploy*
      ansible-playbook !tests/*|test/*|*/tests/* !--check|-C|--syntax-check|--list-hosts|--list-tasks|--list-tags|--version
      ansible-pull
      docker stack deploy
      docker service update|create
      docker compose …up --context|--host|-H
      ssh|autossh * !git@github.com !localhost !*@localhost !*@127.0.0.1 !-V !-N|-O
      rsync|scp …*:*
      sftp|lftp|ncftpput|curlftpfs|psftp|pscp|plink
      pm2 deploy
      fastlane …beta|pilot|upload_to_testflight|testflight|firebase_app_distribution|deploy|deploy_*
      xcrun altool --upload-app|--upload-package
      eas update
      eas deploy
      expo publish
      appcenter distribute
      shopify app|theme deploy|push
      cf|ibmcloud push
      ibmcloud ce|cf|code-engine push|application|app
      doctl apps create-deployment|update|create
      doctl serverless deploy
      scw container|function deploy
      octo|octopus deploy-release|deploy
      octopus release deploy
      spin deploy
      spin aka|cloud deploy
      deployctl deploy
      deno deploy
      convex|hasura|astro deploy
      supabase functions deploy
      supabase db push
      amplify push|publish
      ampx pipeline-deploy
      juju deploy|refresh
      deploy --flake|--hostname
      colmena apply
      nixos-rebuild --target-host
      databricks bundle deploy
      sf|sfdx project deploy start
      sf|sfdx force:source:deploy|force:mdapi:deploy
      clasp push|deploy
      pac solution import
      wp deploy
      surge
      gh-pages !--help
      mkdocs gh-deploy
      mike deploy
      ghp-import
      angular-cli-ghpages|ngh
      ng deploy
      docusaurus deploy
      hexo deploy
      quarto publish
      bazel run *deploy*
      gradle|gradlew|gradlew.bat …appengineDeploy|*:appengineDeploy|deploy|*:deploy|gitPublishPush|publishGhPages
      mvn|mvnw …appengine:deploy|azure-webapp:deploy|azure-functions:deploy|azure-spring-apps:deploy|*:azure-*-maven-plugin:deploy|wildfly:deploy|site-deploy|*scm-publish:publish-scm
      lerna run deploy*
      nx affected|run-many -t|--target|--targets=deploy*
      nx run *:deploy*
      nx deploy
      turbo [run] …deploy|deploy:*|*#deploy
    `,
  },
  {
    // A copy to a store of files may be a site, a mirror or a backup: what stands around it decides.
    kind: 'deploy',
    isDoubtful: true,
    phrases: `
      aws s3 sync|cp|mv * s3://*|$*
      aws cloudfront create-invalidation
      s3cmd sync|put
      s5cmd sync|cp
      s3_website push
      s3-deploy
      mc mirror|cp
      gsutil …rsync|cp
      gcloud storage rsync|cp
      gcloud compute url-maps invalidate-cdn-cache
      az storage blob upload|upload-batch|sync
      az cdn|afd endpoint purge
      azcopy copy|sync
      rclone sync|copy
      ossutil cp|sync
      kustomize edit set
    `,
  },
];

/** From the `action.yml` and README of each, read November 2026. */
export const deployActions: readonly ActionTerm[] = [
  {
    kind: 'deploy',
    uses: `
      aws-actions/amazon-ecs-deploy-task-definition service
      aws-actions/amazon-ecs-deploy-express-service
      aws-actions/aws-lambda-deploy !dry-run=true
      aws-actions/aws-cloudformation-github-deploy !no-execute-changeset=1 !no-execute-changeset=true
      einaregilsson/beanstalk-deploy
      aws-actions/amazon-app-runner-deploy
      awslabs/amazon-app-runner-deploy
      azure/webapps-deploy
      azure/functions-action
      azure/functions-container-action
      azure/k8s-deploy
      azure/container-apps-deploy-action
      azure/static-web-apps-deploy !action=close
      azure/arm-deploy !deploymentmode=validate
      azure/bicep-deploy operation=create
      azure/spring-apps-deploy
      azure/aci-deploy
      google-github-actions/deploy-*
      superfly/flyctl-actions args=*deploy*
      superfly/fly-pr-review-apps
      amondnet/vercel-action
      betahuhn/deploy-to-vercel-action
      nwtgck/actions-netlify
      netlify/actions/cli args=*deploy*
      jsmrcaga/action-netlify-deploy
      south-paw/action-netlify-deploy
      cloudflare/wrangler-action !command=*--dry-run* !command=*versions?upload* !command=*secret* !command=*d1* !command=*kv* !command=*r2* !command=whoami* !command=*types*
      cloudflare/pages-action
      firebaseextended/action-hosting-deploy
      w9jds/firebase-action args=*deploy*
      wzieba/firebase-distribution-github-action
      appleboy/ssh-action
      appleboy/scp-action
      easingthemes/ssh-deploy
      burnett01/rsync-deployments
      cross-the-world/ssh-pipeline
      cross-the-world/ssh-scp-ssh-pipelines
      garygrossgarten/github-action-ssh
      garygrossgarten/github-action-scp
      fifsky/ssh-action
      d3rhase/ssh-command-action
      jimcronqvist/action-ssh
      peterkimzz/aws-ssm-send-command
      contention/rsync-deployments
      up9cloud/action-rsync
      wlixcc/sftp-deploy-action
      akhileshns/heroku-deploy !justlogin
      gonuit/heroku-docker-deploy
      jctaveras/heroku-deploy
      samkirkland/ftp-deploy-action
      deployphp/action dep=*deploy*
      tractorzoom/sam-cli-action sam_command=deploy*
      youyo/aws-cdk-github-actions cdk_subcommand=deploy
      sourcetoad/aws-codedeploy-action
      webfactory/create-aws-codedeploy-deployment
      appleboy/lambda-action
      kitconcept/docker-stack-deploy
      sagebind/docker-swarm-deploy-action
      wshihadeh/docker-deployment-action
      cssnr/stack-deploy-action
      actions-hub/gcloud args=*deploy*
      bervproject/railway-deploy
      arillso/action.playbook
      discolabs/deploy-shopify-theme-action
      dokku/github-action
      caprover/deploy-from-github
      johnbeynon/render-deploy-action
      digitalocean/app_action
      digitalocean/app_action/deploy
      actions/deploy-pages
      peaceiris/actions-gh-pages
      jamesives/github-pages-deploy-action
      crazy-max/ghaction-github-pages
      helmfile/helmfile-action helmfile-args=*apply*
      helmfile/helmfile-action helmfile-args=*sync*
      deliverybot/helm
      wyrihaximus/github-action-helm3 exec=*upgrade*
      stefanprodan/kube-tools command=*apply*
      actions-hub/kubectl args=*apply*
      actions-hub/kubectl args=*set?image*
      steebchen/kubectl args=*apply*
      pulumi/actions command=up
      pulumi/actions command=update
      hashicorp/tfc-workflows-github/actions/apply-run
      hashicorp/terraform-github-actions tf_actions_subcommand=apply
      jbrooksuk/laravel-forge-action
      dflook/terraform-apply
      dflook/tofu-apply
      op5dev/tf-via-pr command=apply
      serverless/github-action args=*deploy*
      dawidd6/action-ansible-playbook
      octopusdeploy/deploy-release-action
      octopusdeploy/deploy-release-tenanted-action
      omegion/argocd-app-actions action=sync
      apple-actions/upload-testflight-build
      r0adkll/upload-google-play track=internal
      r0adkll/upload-google-play track=alpha
      r0adkll/upload-google-play track=beta
      wzieba/appcenter-github-action
      rnkdsh/action-upload-diawi
      rossjrw/pr-preview-action !action=remove
      afc163/surge-preview
      dswistowski/surge-sh-action
      clowdhaus/argo-cd-action command=*sync*
      cloudfoundry/cf-cli-action command=push*
      cloud-gov/cg-cli-tools cf_command=push*
      cloud-gov/cg-cli-tools cf_manifest
      denoland/deployctl
    `,
  },
  {
    kind: 'deploy',
    isDoubtful: true,
    uses: `
      jakejarvis/s3-sync-action
      reggionick/s3-deploy
      chetan/invalidate-cloudfront-action
      google-github-actions/upload-cloud-storage
      bacongobbler/azure-blob-storage-upload
      jakejarvis/cloudflare-purge-action
      fjogeleit/yaml-update-action
      azure/cli inlinescript=*storage*blob*upload*
    `,
  },
];
