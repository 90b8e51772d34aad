import type { Span } from '../../core/source.ts';
import type { SyntaxProblem } from '../yaml-value.ts';
import { parseJsonForm } from './json-form.ts';
import type { Dockerfile, Instruction } from './model.ts';

/** More of them say nothing more. */
const limit = 20;

/**
 * What a build is sure to fail on by the documentation of the Dockerfile frontend, and nothing else. Another frontend,
 * named by `# syntax=`, may read the file differently. https://docs.docker.com/reference/dockerfile/
 */
export function faultsOf(
  dockerfile: Dockerfile,
  ofDirectives: readonly SyntaxProblem[],
  unterminated: readonly Span[],
): readonly SyntaxProblem[] {
  if (hasOtherFrontend(dockerfile) || isPart(dockerfile) || isTemplate(dockerfile)) return [];
  const problems: SyntaxProblem[] = [...ofDirectives];
  for (const opener of unterminated) problems.push({ at: opener, message: 'This heredoc has no closing line' });
  let afterUnknown = false;
  for (const instruction of dockerfile.instructions) {
    // A forgotten continuation makes one fault of many lines.
    const isUnknown = !instructions.has(instruction.keyword);
    const isRepeated = isUnknown && afterUnknown;
    afterUnknown = isUnknown;
    if (isRepeated) continue;
    const message = faultOf(instruction) ?? (instruction.trigger && faultOf(instruction.trigger));
    if (message) problems.push({ at: instruction.keywordSpan, message });
  }
  return problems.sort((one, other) => one.at.start - other.at.start).slice(0, limit);
}

/** `docker/dockerfile`, also its `-upstream` and `docker.io/` forms, is the usual frontend. */
function hasOtherFrontend(dockerfile: Dockerfile): boolean {
  const syntax = dockerfile.directives.find(({ name }) => name === 'syntax')?.value.text;
  return syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
}

/** Without a `FROM` it is a fragment or a template that something else completes, or no Dockerfile at all. */
const isPart = (dockerfile: Dockerfile): boolean => dockerfile.stages.length === 0;

/** Marks of `{{ }}`, `<% %>`, `@NAME@` and macro languages where only an instruction or an image can stand. */
const isTemplate = (dockerfile: Dockerfile): boolean =>
  dockerfile.instructions.some(
    ({ keyword, body }) =>
      !/^[A-Z]+$/.test(keyword) || (keyword === 'FROM' && /\{\{|\{%|<%|%%|^@|:@\w+@|__\w+__/.test(body.text)),
  );

const instructions = new Set([
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/** Keywords whose arguments may be a JSON array. */
const takesJson = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);

function faultOf(instruction: Instruction): string | undefined {
  const { keyword, words, pairs, body, stage, form, trigger } = instruction;
  if (!instructions.has(keyword)) return `\`${shortened(keyword)}\` is no Dockerfile instruction`;
  if (!stage && keyword !== 'ARG') return `\`${keyword}\` stands before the first \`FROM\``;
  if (form === 'shell' && takesJson.has(keyword) && parseJsonForm(body) === 'not-strings') {
    return 'The JSON form takes strings only';
  }
  switch (keyword) {
    case 'FROM':
      return fromFault(instruction);
    case 'ADD':
    case 'COPY':
      return words.length < 2 ? `\`${keyword}\` needs a source and a destination` : undefined;
    case 'ENV':
    case 'LABEL':
      if (pairs.length === 0) return `\`${keyword}\` needs a name and a value`;
      if (pairs.length < words.length && pairs[0]?.span !== body.span)
        return `A word of this \`${keyword}\` has no \`=\``;
      return pairs.some(({ name }) => name.text === '') ? `A name of this \`${keyword}\` is empty` : undefined;
    case 'ARG':
      if (pairs.length === 0) return '`ARG` needs a name';
      return pairs.some(({ name }) => name.text === '') ? 'A name of this `ARG` is empty' : undefined;
    case 'EXPOSE':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'VOLUME':
      return body.text === '' ? `\`${keyword}\` needs an argument` : undefined;
    case 'SHELL':
      return form === 'json' ? undefined : '`SHELL` takes the JSON form only';
    case 'HEALTHCHECK':
      return isHealthcheckKind(words[0]?.text) ? undefined : '`HEALTHCHECK` takes `CMD` or `NONE`';
    case 'ONBUILD':
      return onbuildFault(trigger);
    default:
      return undefined;
  }
}

function fromFault({ words }: Instruction): string | undefined {
  if (words.length === 1) return undefined;
  if (words.length !== 3 || words[1]?.text.toUpperCase() !== 'AS') {
    return '`FROM` takes an image, or an image, `AS` and a name';
  }
  return /^[a-z][a-z0-9-_.]*$/i.test(words[2]?.text ?? '')
    ? undefined
    : 'A stage name begins with a letter and has no symbols';
}

const isHealthcheckKind = (word: string | undefined): boolean => /^(?:cmd|none)$/i.test(word ?? '');

function onbuildFault(trigger: Instruction | undefined): string | undefined {
  if (!trigger) return '`ONBUILD` needs an instruction';
  const isForbidden = trigger.keyword === 'ONBUILD' || trigger.keyword === 'FROM' || trigger.keyword === 'MAINTAINER';
  return isForbidden ? `\`${trigger.keyword}\` is not allowed as an \`ONBUILD\` trigger` : undefined;
}

const shortened = (keyword: string): string => (keyword.length > 40 ? `${keyword.slice(0, 40)}…` : keyword);
