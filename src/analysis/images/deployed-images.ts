import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Word } from '../../documents/shell.ts';
import type { Operation } from '../activities/activity.ts';
import { composeCallOf, servicesOfCall, withDefaults } from './compose-work.ts';
import { listOf } from './image-work.ts';
import { manifestImages } from './manifest-images.ts';
import { operationsOf } from '../activities/operations.ts';
import type { Program } from '../shell/programs.ts';
import { remoteCommandsOf } from '../shell/remote-commands.ts';
import { valueIn } from './run-values.ts';

/** An image that an operation starts or hands to a platform. */
export interface DeployedImage {
  /** Values filled in; only a tag (`:1.2`) where the name is the chart's. */
  readonly reference: string;
  /** The words or the line that say so. */
  readonly at: Span;
  /** The manifest or Compose file in which it stands; `undefined` for the command or action itself. */
  readonly path: string | undefined;
  /** One of perhaps several that a host starts, not all of which are the application. */
  readonly isAmongOthers: boolean;
}

export function imagesDeployedBy(operation: Operation, repository: Repository): readonly DeployedImage[] {
  if (operation.uses) {
    const definitions = renderedBefore(operation, repository).flatMap((render) => ofInputs(render, repository));
    return [...ofInputs(operation, repository), ...definitions, ...remoteImages(operation, repository)];
  }
  return operation.programs.flatMap((program, layer) => [
    ...ofWords(program, operation, repository),
    ...startedImage(program, operation.programs[layer + 1], operation, repository),
    ...ofCompose(program, operation, repository),
    ...manifestImages(program, operation, repository),
    ...remoteImages(operation, repository),
  ]);
}

/** The steps that write an image into the definition of the task which is then deployed. */
const renderedBefore = ({ uses, entry, job }: Operation, repository: Repository): readonly Operation[] =>
  uses?.repository === 'aws-actions/amazon-ecs-deploy-task-definition'
    ? operationsOf(entry, repository).filter(
        (each) => each.job === job && each.uses?.repository === 'aws-actions/amazon-ecs-render-task-definition',
      )
    : [];

/** What a host that a deploy logs in to pulls and starts. */
function remoteImages(operation: Operation, repository: Repository): readonly DeployedImage[] {
  return remoteCommandsOf(operation).flatMap(({ programs, at }) =>
    programs.flatMap((program, layer) =>
      [
        ...ofWords(program, operation, repository),
        ...startedImage(program, programs[layer + 1], operation, repository),
        ...pulledImage(program, operation, repository),
      ].map((image) => ({ ...image, at })),
    ),
  );
}

function pulledImage(program: Program, operation: Operation, repository: Repository): readonly DeployedImage[] {
  const [command, ...others] = program.arguments;
  if (!engines.test(program.program) || command?.text !== 'pull') return [];
  const image = others.find(({ text }) => !text.startsWith('-'));
  return image ? [started(image, operation, repository)] : [];
}

const engines = /^(?:docker|podman|nerdctl)$/;

const started = (word: Word, operation: Operation, repository: Repository): DeployedImage => ({
  reference: valueIn(word.text, operation, repository),
  at: placeOf(word, operation),
  path: undefined,
  isAmongOthers: true,
});

/** `image: app:1.2`, `imageToDeploy`, `docker-image-tag`; a policy or a secret of an image is none. */
const imageInput = /^(?!.*(?:pull|policy|secret|size|os|ami))(?:[\w-]*image[\w-]*|app-?image|containers?)$/;

function ofInputs(operation: Operation, repository: Repository): readonly DeployedImage[] {
  const { uses, inputs } = operation;
  if (!uses) return [];
  return [...inputs].flatMap(([name, text]) => {
    if (!imageInput.test(name)) return [];
    const given = operation.innerStep?.with.find((each) => each.name.text.toLowerCase() === name)?.value?.span;
    return listOf(valueIn(text, operation, repository)).flatMap((reference) =>
      /[\s{]/.test(reference.replace(/\$\{\{.*?\}\}/g, ''))
        ? []
        : [{ reference: tagged(name, reference), at: given ?? uses.text.span, path: undefined, isAmongOthers: false }],
    );
  });
}

/** `image-tag: 1.2` names no image. */
const tagged = (name: string, text: string): string =>
  /tag/.test(name) && !/[/:]/.test(text.replace(/\$\{\{.*?\}\}/g, '')) ? `:${text}` : text;

function ofWords(
  { program, arguments: words }: Program,
  operation: Operation,
  repository: Repository,
): readonly DeployedImage[] {
  const found = (text: string, word: Word): DeployedImage => ({
    reference: valueIn(text, operation, repository),
    at: placeOf(word, operation),
    path: undefined,
    isAmongOthers: false,
  });
  const isSetImage = words[0]?.text === 'set' && words[1]?.text === 'image';
  const isEditImage = program === 'kustomize' && words[0]?.text === 'edit' && words[2]?.text === 'image';
  return words.flatMap((word, index): readonly DeployedImage[] => {
    const { text } = word;
    const [, option, inline] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(text) ?? [];
    const next = words[index + 1];
    if (option !== undefined && imageOption.test(option)) {
      const value = inline ?? next?.text;
      return value === undefined
        ? []
        : [found(/tag$/.test(option) ? `:${value}` : value, inline === undefined && next ? next : word)];
    }
    if (option !== undefined && /^--set(?:-string)?$/.test(option) && isChartTool(program)) {
      const value = inline ?? next?.text ?? '';
      const place = inline === undefined && next ? next : word;
      return settingsOf(value).map((reference) => found(reference, place));
    }
    if (option !== undefined || text.startsWith('-')) return [];
    if (isSetImage && index > 2 && text.includes('=')) return [found(text.slice(text.indexOf('=') + 1), word)];
    return isEditImage && index > 2 ? [found(text.slice(text.indexOf('=') + 1), word)] : [];
  });
}

const imageOption =
  /^--(?!.*(?:pull|policy|secret|size|image-id|image-name-only|no-))(?:[\w-]*image(?:-uri|-name|-tag|-url|-ref)?|image-uri|code-uri)$/;

const isChartTool = (program: string): boolean => program === 'helm' || program === 'helmfile' || program === 'werf';

/** `image.repository=a,image.tag=b` is `a:b`; `image.tag=b` alone is `:b`. */
function settingsOf(text: string): readonly string[] {
  const settings = listOf(text).map((part) => part.split(/=(.*)/s));
  const names = settings.flatMap(([key = '', value = '']) => (/image\.(?:repository|name)$/i.test(key) ? [value] : []));
  return settings.flatMap(([key = '', value = '']) => {
    if (/(?:^|\.)(?:image\.tag|imageTag|image_tag)$/.test(key)) return [`${names[0] ?? ''}:${value}`];
    if (/image\.digest$/.test(key)) return [`${names[0] ?? ''}@${value}`];
    return /(?:^|\.)image$/.test(key) ? [value] : [];
  });
}

/** The image of `docker run`, which the next layer is named after. */
function startedImage(
  { program, arguments: words }: Program,
  inner: Program | undefined,
  operation: Operation,
  repository: Repository,
): readonly DeployedImage[] {
  const starts = words[0]?.text === 'run' || (words[0]?.text === 'container' && words[1]?.text === 'run');
  if (!engines.test(program) || !starts) return [];
  const plain = inner
    ? words[words.length - inner.arguments.length - 1]
    : words.findLast(({ text }) => text.includes('$'));
  return plain && !plain.text.startsWith('-') ? [started(plain, operation, repository)] : [];
}

function ofCompose(
  { program, arguments: words }: Program,
  operation: Operation,
  repository: Repository,
): readonly DeployedImage[] {
  const call = composeCallOf(
    program,
    words.map(({ text }) => text),
  );
  if (!call || !/^(?:up|run|stack deploy|create|start|restart)$/.test(call.command)) return [];
  const services = servicesOfCall(call, operation.folder, repository) ?? [];
  return services.flatMap(({ image, path }) =>
    image
      ? [
          {
            reference: valueIn(withDefaults(image.text), operation, repository),
            at: image.span,
            path,
            isAmongOthers: true,
          },
        ]
      : [],
  );
}

/** The word itself where it stands in the file of the workflow; for a script of another file, what calls it. */
const placeOf = (word: Word, operation: Operation): Span => (operation.via.length === 0 ? word.span : operation.at);
