import { describe, expect, test } from '@jest/globals';
import { downloadOf, isUnencrypted } from '../../../src/analysis/shell/downloads.ts';
import { remoteScriptsIn } from '../../../src/analysis/shell/remote-scripts.ts';
import { plainText, sourceFile, spanOf } from '../../../src/core/source.ts';
import { parseScript, type Script } from '../../../src/documents/shell.ts';

const scriptOf = (text: string): Script => parseScript(plainText(spanOf(sourceFile('x.sh', text), 0, text.length)));

/** What a command fetches: the address, the file it is kept in, and whether the way is open. */
function fetched(text: string): string | undefined {
  const [command] = scriptOf(text).commands;
  const download = command && downloadOf(command);
  return download && `${download.url} > ${download.file ?? '-'}${isUnencrypted(download) ? ' (open)' : ''}`;
}

describe('a download names its address and its file', () => {
  test.each([
    ['curl https://a.example/x.sh', 'https://a.example/x.sh > -'],
    ['curl -fsSL https://a.example/x.sh -o y.sh', 'https://a.example/x.sh > y.sh'],
    ['curl -fsSLo y.sh https://a.example/x.sh', 'https://a.example/x.sh > y.sh'],
    ['curl --output=y.sh https://a.example/x.sh', 'https://a.example/x.sh > y.sh'],
    ['curl -o- https://a.example/x.sh', 'https://a.example/x.sh > -'],
    ['curl -sSLO https://a.example/x.sh?raw=1', 'https://a.example/x.sh?raw=1 > x.sh'],
    ['curl https://a.example/x.sh > y.sh', 'https://a.example/x.sh > y.sh'],
    ['sudo curl -s https://a.example/x.sh >/tmp/y.sh', 'https://a.example/x.sh > /tmp/y.sh'],
    ['wget https://a.example/x.sh', 'https://a.example/x.sh > x.sh'],
    ['wget -q https://a.example/x.sh -O y.sh', 'https://a.example/x.sh > y.sh'],
    ['wget -qO- https://a.example/x.sh', 'https://a.example/x.sh > -'],
    ['wget -O - https://a.example/x.sh', 'https://a.example/x.sh > -'],
    ['curl http://a.example/x.sh', 'http://a.example/x.sh > - (open)'],
    ['curl -L get.a.example', 'get.a.example > - (open)'],
    ['curl -o x.sh get.a.example/x', 'get.a.example/x > x.sh (open)'],
    ['curl -H "$AUTH" https://a.example/x.sh', 'https://a.example/x.sh > -'],
    ['curl -H "$AUTH" "$URL"', '$URL > -'],
    ['curl https://a.example/0123456789abcdef0123456789abcdef01234567/x.sh', undefined],
    ['curl http://localhost:8080/x.sh', undefined],
    ['curl 127.0.0.1:8080/x.sh', undefined],
    ['curl --version', undefined],
    ['echo https://a.example/x.sh', undefined],
  ])('%s', (text, expected) => {
    expect(fetched(text)).toBe(expected);
  });
});

/** Who runs what, over all scripts of one job. */
const runs = (...texts: readonly string[]): readonly string[] =>
  remoteScriptsIn(texts.map(scriptOf)).map(({ interpreter, url }) => `${interpreter} ${url}`);

const url = 'https://a.example/x.sh';

describe('a script from the network is run', () => {
  test.each([
    [`curl ${url} | bash`, `bash ${url}`],
    [`curl ${url} | sudo -E bash -s -- --yes`, `bash ${url}`],
    [`curl ${url} | FOO=1 sh -e -`, `sh ${url}`],
    [`curl ${url} | bash /dev/stdin latest`, `bash ${url}`],
    [`curl ${url} | tee x.sh | sh`, `sh ${url}`],
    [`curl ${url} | python3 - --user`, `python3 ${url}`],
    [`bash <(curl -s ${url}) --yes`, `bash ${url}`],
    [`source <(curl -s ${url})`, `source ${url}`],
    [`sh -c "$(curl -s ${url})"`, `sh ${url}`],
    [`eval "$(wget -qO- ${url})"`, `eval ${url}`],
    [`bash -c 'curl ${url} | sh'`, `sh ${url}`],
    [`curl -o i ${url} && bash i`, `bash ${url}`],
    [`curl -o /tmp/i.sh ${url}; chmod +x /tmp/i.sh; /tmp/i.sh -y`, `/tmp/i.sh ${url}`],
    [`curl -o "$T/i.sh" ${url}; bash "$T/i.sh"`, `bash ${url}`],
    [`wget ${url} && . ./x.sh`, `. ${url}`],
    [`curl -o x.sh ${url}; sha256sum x.sh; bash x.sh`, `bash ${url}`],
  ])('%s', (text, expected) => {
    expect(runs(text)).toEqual([expected]);
  });

  test.each([
    [`curl ${url} | bash ./import.sh`],
    [`curl ${url} | python3 -m json.tool`],
    [`curl ${url} | python3 -c 'import sys'`],
    [`curl ${url} | node -e 'read()'`],
    [`curl ${url} | jq . | sh`],
    [`curl ${url} | tar xz`],
    [`bash -c "echo $(curl -s ${url})"`.replace('-c', '--')],
    [`curl -o tool ${url}; chmod +x tool; ./tool`],
    [`curl -o x.sh ${url}; echo "$SUM x.sh" | sha256sum -c; bash x.sh`],
    [`curl -o x.sh ${url}; [ "$(sha256sum x.sh | cut -c-64)" = "$SUM" ]; bash x.sh`],
    [`curl -o x.sh ${url}; gpg --verify x.sh.asc x.sh && bash x.sh`],
  ])('not by %s', (text) => {
    expect(runs(text)).toEqual([]);
  });

  test('by a later step, unless one on the way checks it', () => {
    expect(runs(`curl -o x.sh ${url}`, 'make', 'bash x.sh')).toEqual([`bash ${url}`]);
    expect(runs(`curl -o x.sh ${url}`, 'sha256sum -c x.sh.sum', 'bash x.sh')).toEqual([]);
    expect(runs('bash x.sh', `curl -o x.sh ${url}`)).toEqual([]);
  });
});
