import type { Activity } from '../activities/activity.ts';
import type { Occasion } from './occasions.ts';
import { quoted } from './quote.ts';
import { valuesOfText } from './values.ts';

/** Why a deploy only makes a preview, whatever starts it: hosts keep what users see for a flag, a channel or a branch. */
export function whyPreview(deploy: Activity, occasion: Occasion): string | undefined {
  const action = deploy.uses?.repository ?? '';
  if (/(?:^|[/-])(?:pr|pull-request)-preview/.test(action)) return `${quoted(action)} makes previews`;
  if (deploy.inputs.get('preview') === 'true') return '`preview` is on';
  const host = hosts.find(({ tool }) => tool.test(action) || tool.test(programOf(deploy)));
  return host?.why(deploy, occasion);
}

interface Host {
  readonly tool: RegExp;
  readonly why: (deploy: Activity, occasion: Occasion) => string | undefined;
}

const hosts: readonly Host[] = [
  {
    // https://vercel.com/docs/cli/deploy#prod
    tool: /(?:^|\/)(?:vercel|now|vercel-action|action-deploy-to-vercel|vercel-deploy[\w-]*)$/,
    why: (deploy, occasion) =>
      without(
        deploy,
        occasion,
        ['--prod', '--production', '--target=production', 'promote', 'alias', 'rollback'],
        ['vercel-args', 'production', 'prod'],
      ),
  },
  {
    // https://docs.netlify.com/deploy/create-deploys/#netlify-cli
    tool: /(?:^|\/)(?:netlify|netlify-cli|actions-netlify|action-netlify-deploy|actions)$/,
    why: netlifyPreview,
  },
  {
    // https://firebase.google.com/docs/hosting/test-preview-deploy
    tool: /(?:^|\/)(?:firebase|firebase-tools)$/,
    why: (deploy) =>
      wordsOf(deploy)[0] === 'hosting:channel:deploy' ? '`hosting:channel:deploy` makes previews' : undefined,
  },
  {
    // https://github.com/FirebaseExtended/action-hosting-deploy: without a channel it makes one for the pull request.
    tool: /^firebaseextended\/action-hosting-deploy$/,
    why: (deploy, occasion) => {
      const written = deploy.inputs.get('channelid')?.trim() ?? '';
      const channels = valuesOfText(written, deploy, occasion) ?? [written];
      if (channels.includes('live')) return undefined;
      return channels.every((channel) => channel === '')
        ? 'without a `channelId` it makes previews'
        : `channel ${quoted(written)}`;
    },
  },
];

function netlifyPreview(deploy: Activity, occasion: Occasion): string | undefined {
  const action = deploy.uses?.repository;
  if (action === 'nwtgck/actions-netlify') {
    const branch = deploy.inputs.get('production-branch');
    // https://github.com/nwtgck/actions-netlify: the branch that runs decides.
    if (branch !== undefined && occasion.ref.kind !== 'pull request') return undefined;
    return isOn(deploy, occasion, 'production-deploy') ? undefined : 'without `production-deploy` it makes previews';
  }
  if (action !== undefined && action !== 'netlify/actions' && !/netlify/.test(action)) return undefined;
  return without(deploy, occasion, ['--prod', '--prod-if-unlocked', '-p'], ['args', 'production', 'prod']);
}

/** A reason where neither the command nor the action's inputs hold the flag on this occasion. */
function without(
  deploy: Activity,
  occasion: Occasion,
  flags: readonly string[],
  inputs: readonly string[],
): string | undefined {
  const [flag = ''] = flags;
  if (deploy.uses) {
    const isProduction = inputs.some((name) => isOn(deploy, occasion, name, flags));
    return isProduction ? undefined : `without ${quoted(flag)} it makes previews`;
  }
  const words = wordsOf(deploy);
  // Options from a variable may hold the flag.
  const texts = words.flatMap((word) => valuesOfText(word, deploy, occasion) ?? [flag]);
  const isHidden = words.some((word) => /^"?\$\{?\w+\}?"?$/.test(word));
  const isProduction = isHidden || texts.some((text) => text.split(/\s+/).some((word) => isFlag(word, flags)));
  return isProduction || words.includes('production') ? undefined : `without ${quoted(flag)} it makes previews`;
}

function isOn(deploy: Activity, occasion: Occasion, name: string, flags?: readonly string[]): boolean {
  const written = deploy.inputs.get(name);
  if (written === undefined) return false;
  const values = valuesOfText(written, deploy, occasion) ?? ['true', ...(flags ?? [])];
  return values.some(
    (value) =>
      value.trim() === 'true' || (flags !== undefined && value.split(/\s+/).some((word) => isFlag(word, flags))),
  );
}

const isFlag = (word: string, flags: readonly string[]): boolean => flags.includes(word.replace(/^["']|["']$/g, ''));

const inner = ({ programs }: Activity) => programs.findLast((program) => !program.isElsewhere) ?? programs.at(-1);
const programOf = (deploy: Activity): string => inner(deploy)?.program ?? '';
const wordsOf = (deploy: Activity): readonly string[] =>
  inner(deploy)?.arguments.map(({ text }) => deploy.fill(text)) ?? [];
