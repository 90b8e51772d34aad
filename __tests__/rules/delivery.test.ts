import { expect, test } from '@jest/globals';
import deployWithoutChecks from '../../src/rules/delivery/deploy-without-checks.ts';
import deployWithoutConcurrency from '../../src/rules/delivery/deploy-without-concurrency.ts';
import noApprovalGate from '../../src/rules/delivery/no-approval-gate.ts';
import noRollback from '../../src/rules/delivery/no-rollback.ts';
import skippedStaging from '../../src/rules/delivery/skipped-staging.ts';
import unrestrictedDeployRef from '../../src/rules/delivery/unrestricted-deploy-ref.ts';
import unverifiedDeploy from '../../src/rules/delivery/unverified-deploy.ts';
import { sample } from '../../src/rules/rule.ts';
import { said } from '../help/repository.ts';

const rules = [
  deployWithoutChecks,
  deployWithoutConcurrency,
  noApprovalGate,
  noRollback,
  skippedStaging,
  unrestrictedDeployRef,
  unverifiedDeploy,
];

const allSaid = (workflow: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    rules.flatMap((rule) => {
      const lines = said(rule, workflow);
      return lines.length > 0 ? [[rule.info.id, lines]] : [];
    }),
  );

test('a promise in a comment brings nothing back', () => {
  const workflow = sample`
    on: { push: { branches: [main] } }
    jobs:
      deploy:
        runs-on: ubuntu-latest
        environment: production
        concurrency: production
        steps:
          - run: docker build -t shop .
          - run: docker push shop:latest
          - run: npm test
          - run: kubectl apply -f deployment.yaml
          - run: kubectl rollout status deployment/shop
          - run: ./verify-health-checks.sh
          - run: ./configure-alerts.sh
          # Health checks, rollback plan, alerts configured
  `;
  expect(allSaid(workflow)).toEqual({ 'no-rollback': ['11 low, tentative'] });
});

test('green beside blue, looked at before and after the switch, undone on failure: nothing to say', () => {
  const workflow = sample`
    on: { push: { branches: [main] } }
    jobs:
      deploy:
        runs-on: ubuntu-latest
        environment: production
        concurrency: production
        steps:
          - run: npm test
          - name: Bring up green
            run: |
              kubectl apply -f green.yaml
              kubectl wait --for=condition=ready pod -l app=shop,version=green --timeout=300s
          - name: Smoke tests
            run: ./smoke-tests.sh https://green.shop.example
          - name: Switch traffic to green
            run: >-
              kubectl patch service shop -p '{"spec":{"selector":{"version":"green"}}}'
          - name: Watch for five minutes
            run: ./monitor-error-rate.sh
          - name: Back to blue
            if: failure()
            run: |
              kubectl patch service shop -p '{"spec":{"selector":{"version":"blue"}}}'
              kubectl delete deployment shop-green
  `;
  expect(allSaid(workflow)).toEqual({});
});

/**
 * A branch for each environment: production needs the build and never staging, and two pushes deploy at once. What cannot
 * be seen here: the wait by label, which old pods answer as well, and a \`kubectl label\` without \`--overwrite\`, which fails
 * the second time and undoes a good switch.
 */
test('two environments from two branches', () => {
  const workflow = sample`
    on:
      push: { branches: [main, develop] }
      pull_request: { branches: [main] }
    jobs:
      quality:
        runs-on: ubuntu-latest
        steps: [{ run: npm run test:ci }]
      build:
        needs: quality
        runs-on: ubuntu-latest
        steps:
          - uses: docker/build-push-action@v6
            with: { push: true, tags: 'ghcr.io/acme/shop:1' }
      deploy-staging:
        needs: build
        if: github.ref == 'refs/heads/develop'
        runs-on: ubuntu-latest
        environment: { name: staging, url: 'https://staging.shop.example' }
        steps:
          - run: |
              kubectl set image deployment/shop shop=ghcr.io/acme/shop:1 --namespace=staging
              kubectl rollout status deployment/shop --namespace=staging --timeout=300s
          - run: npm run test:smoke -- --url=https://staging.shop.example
      deploy-production:
        needs: build
        if: github.ref == 'refs/heads/main'
        runs-on: ubuntu-latest
        environment: { name: production, url: 'https://shop.example' }
        steps:
          - run: |
              # Green first
              kubectl apply -f green.yaml --namespace=production
              kubectl wait --for=condition=ready pod -l app=shop,version=green --namespace=production
          - run: npm run test:smoke -- --url=https://green.shop.example
          - run: |
              kubectl patch service shop \
                -p '{"spec":{"selector":{"version":"green"}}}' \
                --namespace=production
          - run: |
              for i in {1..5}; do
                rate=$(curl -s https://api.shop.example/metrics | grep error_rate | awk '{print $2}')
                if (( $(echo "$rate > 0.01" | bc -l) )); then
                  echo "Error rate too high: $rate"
                  exit 1
                fi
                sleep 60
              done
          - run: kubectl label deployment shop-blue version=old --namespace=production
          - if: failure()
            run: |
              kubectl patch service shop -p '{"spec":{"selector":{"version":"blue"}}}' --namespace=production
              kubectl delete deployment shop-green --namespace=production
  `;
  expect(allSaid(workflow)).toEqual({
    'deploy-without-concurrency': ['21 low', '32 low'],
    'skipped-staging': ['32 low'],
  });
});
