import { certaintyOfTarget, keyOfTarget, nameOfDeploy, targetsOfClass } from '../../analysis/delivery/asked.ts';
import { findMovingImage, findRebuild, isOnlyMoving } from '../../analysis/moving-images.ts';
import { publishedImagesOf } from '../../analysis/published-images.ts';
import { parseRunReference } from '../../analysis/run-references.ts';
import { code } from '../../core/message.ts';
import type { Problem } from '../../core/problem.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'mutable-deploy-artifact',
  title: 'What runs cannot be told from its name',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: 'A name that moves on says neither which build runs nor which one ran before: a restart may bring other code, and there is nothing to go back to.',
  remedy:
    'Deploy what was built and tried once, by its digest or a tag of its commit: `image@${{ steps.build.outputs.digest }}`.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  sameAs: [],
  *check(repository) {
    const told = new Set<string>();
    const staging = targetsOfClass(repository, 'staging');
    for (const target of targetsOfClass(repository, 'production')) {
      const certainty = certaintyOfTarget(target);
      const shared = { key: keyOfTarget(target) };
      const moving = findMovingImage(target, repository);
      if (moving) {
        told.add(parseRunReference(moving.reference).name);
        yield {
          ...shared,
          at: moving.at,
          certainty: moving.certainty === 'firm' ? certainty : 'tentative',
          message: `Production runs ${code(moving.reference)}, whatever that is when it starts`,
          ...(moving.related ? { related: [{ at: moving.related, message: 'The image is named here' }] } : {}),
        };
        continue;
      }
      const rebuild = findRebuild(target, staging, repository);
      if (!rebuild) continue;
      yield {
        ...shared,
        at: rebuild.activity.at,
        certainty: 'tentative',
        message: `Production gets another build of ${code(rebuild.build?.dockerfile ?? '')} than the one that staging tried`,
      };
    }
    yield* publishedByMovingTag(repository, told);
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: docker build -t example/shop:\${{ github.sha }} . && docker push example/shop:\${{ github.sha }}
              - run: kubectl set image deployment/shop «shop=example/shop:latest»
      `,
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: docker build -t example/shop:\${{ github.sha }} . && docker push example/shop:\${{ github.sha }}
              - run: kubectl set image deployment/shop shop=example/shop:\${{ github.sha }}
      `,
    },
  ],
});

/** Images that are handed out under moving tags alone, one finding for each job. */
function* publishedByMovingTag(repository: Repository, told: ReadonlySet<string>): Iterable<Problem> {
  const published = publishedImagesOf(repository);
  const jobs = new Set<string>();
  for (const image of published) {
    const { pushedBy, references } = image;
    const [first] = references;
    if (!first || told.has(first.name)) continue;
    const alike = published.filter((other) => other.references.some(({ name }) => name === first.name));
    const job = `${pushedBy.entry.workflow.file.path} ${pushedBy.entry.id.text}`;
    if (jobs.has(job) || !alike.every((other) => isOnlyMoving(other, repository))) continue;
    jobs.add(job);
    const tags = [...new Set(references.map(({ tag }) => tag ?? 'latest'))];
    yield {
      at: pushedBy.at,
      key: first.name,
      severity: 'low',
      message: `${code(first.name)} is published under ${tags.map(code).join(', ')} alone, and each build takes the place of the last`,
    };
  }
}
