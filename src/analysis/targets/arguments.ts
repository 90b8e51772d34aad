import type { Variable } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import { isOwnMachine } from './credentials.ts';
import { quoted } from './quote.ts';

/** A word that may name a target, and what it is called where it stands. */
export interface ArgumentName {
  readonly what: string;
  readonly text: string;
  /** What stands between the two where they are written together. */
  readonly joint?: ' ' | ': ' | '=';
}

/** What a deploy is given that may name its target: options, inputs, hosts, folders, variables; the plainest first. */
export function argumentNamesOf(deploy: Activity): readonly ArgumentName[] {
  const words = wordsOf(deploy);
  return [
    ...namedOptions(words),
    ...inputsOf(deploy),
    ...variablesOf(deploy),
    ...machineOf(deploy),
    ...folderOf(deploy),
    ...places(words, innerOf(deploy)?.program ?? ''),
  ];
}

const innerOf = ({ programs }: Activity) => programs.findLast((program) => !program.isElsewhere) ?? programs.at(-1);

const wordsOf = (deploy: Activity): readonly string[] =>
  innerOf(deploy)?.arguments.map(({ text }) => deploy.fill(text)) ?? [];

/** `-n prod`, `--context=staging`, `-var env=prod`. */
function namedOptions(words: readonly string[]): readonly ArgumentName[] {
  return words.flatMap((word, at): readonly ArgumentName[] => {
    const [, name = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (options.test(name)) {
      const text = value ?? words[at + 1] ?? '';
      return text === '' || text.startsWith('-') ? [] : [{ what: name, text, joint: ' ' }];
    }
    if (settings.test(name)) {
      const [, key = '', set = ''] = /^([\w.-]+)=(.*)$/s.exec(value ?? words[at + 1] ?? '') ?? [];
      return telling.test(key) ? [{ what: key, text: set, joint: '=' }] : [];
    }
    return [];
  });
}

const options =
  /^(?:-n|--namespace|--(?:kube-)?context|--stack(?:-name)?|--stage|-s|--workspace|-e|--env(?:ironment)?|--env-name|--target(?:-env)?|-a|--app(?:-name)?|--cluster(?:-name)?|--service(?:-name)?|--function-name|--application-name|--deployment-group(?:-name)?|--resource-group|-g|--project(?:-name)?|--site|--alias|--slot|--channel|--host|-H|-i|--inventory|-l|--limit|--profile|-d|--destination|--config|-c|--var-file|-var-file|-backend-config|--backend-config|-chdir|--chdir|--terragrunt-working-dir|-f|--values|--filename|-k|--kustomize|--file|--cwd|--branch|-b)$/;
const settings = /^(?:--set|--set-string|-var|--var|-e|--extra-vars|-c|--context|--parameters)$/;
const telling = /(?:^|[._-])(?:env|environment|stage|tier|namespace)$/i;

/** Inputs of an action that are about a place. */
const inputsOf = ({ inputs }: Activity): readonly ArgumentName[] =>
  [...inputs].flatMap(([name, text]) => (placeInputs.test(name) ? [{ what: name, text, joint: ': ' }] : []));

const placeInputs =
  /^(?:env|environment|environment[-_]name|stage|namespace|(?:kube-?)?context|stack(?:[-_]name)?|workspace|app(?:[-_]?name)?|application(?:[-_]name)?|slot(?:[-_]name)?|cluster(?:[-_]name)?|host|hostname|server|service(?:[-_]name)?|function[-_]name|deployment[-_]group|site(?:[-_]?id)?|project(?:[-_]?(?:name|id))?|remote(?:[-_]?(?:path|host))?|server[-_]dir|target|channel(?:id)?|track|destination|bucket|branch|alias[-_]domains|url|vercel-args|args|command|arguments|workingdirectory|working[-_]directory)$/;

/** `DEPLOY_ENV: production`; `NODE_ENV` says how something is built. */
function variablesOf({ command, innerStep, step, job, entry, fill }: Activity): readonly ArgumentName[] {
  const given = (command?.assignments ?? []).flatMap(({ name, value }) =>
    value ? [{ name, text: fill(value.text) }] : [],
  );
  const set = [innerStep?.env, step?.env, job.env, entry.env].flatMap((variables) => (variables ?? []).flatMap(textOf));
  return [...given, ...set].flatMap(({ name, text }) =>
    variable.test(name) ? [{ what: name, text, joint: '=' }] : [],
  );
}

const textOf = ({ name, value }: Variable) => (value ? [{ name: name.text, text: value.text }] : []);

const variable =
  /^(?:(?:DEPLOY(?:MENT)?|TARGET|APP|APPLICATION|TF_VAR|HELM|KUBE|K8S|AWS|STACK|SERVERLESS)_)?(?:ENV|ENVIRONMENT|STAGE|NAMESPACE|CONTEXT|WORKSPACE|STACK(?:_NAME)?)(?:_NAME)?$/i;

/** Labels of a runner of one's own: `[self-hosted, production]`. */
const machineOf = ({ job }: Activity): readonly ArgumentName[] =>
  isOwnMachine(job) ? job.runsOn.map(({ text }) => ({ what: 'runner', text })) : [];

const folderOf = ({ folder }: Activity): readonly ArgumentName[] =>
  folder === undefined || folder === '' ? [] : [{ what: 'folder', text: folder }];

/** Hosts, buckets, files and names that stand by themselves; images and settings say what is deployed, not where to. */
function places(words: readonly string[], program: string): readonly ArgumentName[] {
  // What stands behind the host is run there.
  const given = /^(?:ssh|autossh|plink)$/.test(program)
    ? words.filter((word) => !word.startsWith('-')).slice(0, 1)
    : words;
  return given.flatMap((word): readonly ArgumentName[] => {
    if (word.startsWith('-') || word.includes('=') || /^\/(?:dev|tmp|proc)\b/.test(word) || word.length > 200)
      return [];
    if (/[\s;|&]/.test(word)) return [];
    const isBucket = /^(?:s3|gs|az):\/\//.test(word);
    // `registry/app:tag`
    if (!isBucket && /^[\w.-]+(?:\/[\w.-]+)+:[\w.-]+$/.test(word)) return [];
    return [{ what: isBucket ? 'bucket' : /^[\w.-]+@[\w.-]+/.test(word) ? 'host' : 'argument', text: word }];
  });
}

/** As people would write it: `--namespace shop-prod`, `slot-name: staging`, host `staging.example.com`. */
export const argumentInWords = ({ what, joint }: ArgumentName, value: string): string =>
  joint === undefined ? `${what} ${quoted(value)}` : quoted(`${what}${joint}${value}`);
