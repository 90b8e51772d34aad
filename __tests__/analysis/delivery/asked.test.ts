import { expect, test } from '@jest/globals';
import { nameOfDeploy } from '../../../src/analysis/delivery/asked.ts';
import { jobOf, ofTarget } from '../../help/targets.ts';

test.each([
  ['run: git push heroku HEAD:main', 'git push'],
  ['run: kubectl apply -f k8s/', 'kubectl apply'],
  ['run: aws ecs update-service --cluster shop --service web', 'aws ecs update-service'],
  ['run: gcloud run deploy shop --image x', 'gcloud run deploy'],
  ['run: docker stack deploy -c stack.yml shop', 'docker stack deploy'],
  ['uses: akhileshns/heroku-deploy@v3', 'akhileshns/heroku-deploy'],
])('%s is called %s', (step, name) => {
  expect(ofTarget(jobOf(step), ({ first }) => nameOfDeploy(first))).toBe(name);
});
