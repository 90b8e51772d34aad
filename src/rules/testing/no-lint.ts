import { placeOfRepository } from '../../analysis/gates/changes.ts';
import { lintAnswer } from '../../analysis/gates/linting.ts';
import { projectOf } from '../../analysis/gates/project.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-lint',
  title: 'No workflow lints or checks the format',
  category: 'testing',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: 'Slips that a linter sees in seconds reach review, or users.',
  remedy: 'Run the linter of your language in a workflow that starts on pull requests.',
  references: ['https://docs.github.com/en/actions/tutorials/build-and-test-code/nodejs', 'https://pre-commit.ci/'],
  sameAs: [],
  applies(repository) {
    const { answer, reason } = lintAnswer(repository);
    return { answer, reason };
  },
  *check(repository) {
    if (lintAnswer(repository).isSeen) return;
    const { languages, sources } = projectOf(repository);
    const names = languages.slice(0, 2).map(({ name }) => name);
    yield {
      at: placeOfRepository(repository, sources[0]),
      key: 'lint',
      ofRepository: true,
      certainty: 'tentative',
      message: `No step that we can find lints the ${names.join(' and ')} code or checks its format`,
    };
  },
  examples: [
    {
      bad: {
        '.github/workflows/ci.yml': sample`
          on: «pull_request»
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: pytest # no flake8 yet
                - run: echo ruff check
        `,
        'shop/app.py': '',
        'shop/cart.py': '',
        'shop/price.py': '',
        'shop/order.py': '',
        'shop/stock.py': '',
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: pytest
                - run: ruff check
        `,
        'shop/app.py': '',
        'shop/cart.py': '',
        'shop/price.py': '',
        'shop/order.py': '',
        'shop/stock.py': '',
      },
    },
    {
      title: 'a service that runs the hooks',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: pytest }]
        `,
        '.pre-commit-config.yaml': sample`
          ci:
            autoupdate_schedule: monthly
          repos: []
        `,
        'shop/app.py': '',
        'shop/cart.py': '',
        'shop/price.py': '',
        'shop/order.py': '',
        'shop/stock.py': '',
      },
    },
    {
      title: 'a plugin of the build',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            build:
              runs-on: ubuntu-latest
              steps: [{ run: ./mvnw verify }]
        `,
        'pom.xml': sample`
          <project><build><plugins><plugin>
            <artifactId>maven-checkstyle-plugin</artifactId>
          </plugin></plugins></build></project>
        `,
        'src/main/java/App.java': '',
        'src/main/java/Cart.java': '',
        'src/main/java/Price.java': '',
        'src/main/java/Order.java': '',
        'src/main/java/Stock.java': '',
      },
    },
    {
      title: 'a package script that is not read',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: npm test }]
        `,
        'src/app.ts': '',
        'src/cart.ts': '',
        'src/price.ts': '',
        'src/order.ts': '',
        'src/stock.ts': '',
      },
    },
  ],
});
