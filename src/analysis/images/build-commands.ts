import type { Stage } from '../../documents/dockerfile/model.ts';
import type { Command } from '../../documents/shell.ts';
import { commandsOf } from './commands-of-stage.ts';
import type { Program } from '../shell/programs.ts';

export interface BuildCommand {
  readonly command: Command;
  /** `npm run build` */
  readonly name: string;
}

/** The first command of a stage that compiles or bundles and whose tools the same layer does not take away again. */
export function findBuildCommand(stage: Stage): BuildCommand | undefined {
  for (const { instruction, command, program } of commandsOf(stage, namesTool)) {
    const name = buildNameOf(program);
    if (name !== undefined && !cleans.test(instruction.body.text)) return { command, name };
  }
  return undefined;
}

const cleans =
  /\b(?:apk\s+(?:[^&;|\n]*\s)?del|apt(?:-get)?\s+(?:[^&;|\n]*\s)?(?:purge|remove|autoremove)|(?:yum|dnf|microdnf)\s+(?:[^&;|\n]*\s)?(?:remove|erase))\b/;

const scriptRunners = new Set(['npm', 'yarn', 'pnpm', 'bun']);
const jvmTools = new Set(['mvn', 'mvnw', 'gradle', 'gradlew']);
const compilers = new Set(['gcc', 'g++', 'clang', 'clang++', 'cc', 'c++', 'rustc', 'javac', 'tsc', 'webpack', 'ninja']);
const bundlers = new Set(['vite', 'next', 'nuxt', 'nuxi', 'ng', 'astro', 'remix', 'gatsby', 'vue-cli-service']);

/** Cheap to ask of a script; the programs above and below. */
const namesTool =
  /npm|yarn|bun|mvn|gradle|go|cargo|swift|dotnet|make|gcc|g\+\+|clang|cc|c\+\+|rustc|javac|tsc|webpack|ninja|vite|next|nux|ng|astro|remix|gatsby|vue-cli/;

function buildNameOf({ program, arguments: words }: Program): string | undefined {
  const texts = words.map(({ text }) => text);
  const plain = texts.filter((text) => !text.startsWith('-'));
  const [first = '', second = ''] = plain;
  if (scriptRunners.has(program)) {
    const script = first === 'run' || first === 'run-script' ? second : program === 'npm' ? '' : first;
    return /^build(?:[:-]|$)/.test(script)
      ? [program, ...plain.slice(0, first === script ? 1 : 2)].join(' ')
      : undefined;
  }
  if (jvmTools.has(program)) {
    const goal = plain.find((text) =>
      /^(?:package|install|verify|build|assemble|bootJar|shadowJar|jar|installDist)$/.test(text),
    );
    return goal === undefined ? undefined : `${program} ${goal}`;
  }
  // `go install ./cmd/app` compiles the source that was copied, `go install example.com/tool@v1` fetches a tool.
  if (program === 'go' && first === 'install' && /^\.{1,2}(?:\/|$)/.test(second)) return 'go install';
  if (program === 'cargo' && first === 'install' && texts.some((text) => /^--path(?:=|$)/.test(text)))
    return 'cargo install';
  if (program === 'go' || program === 'cargo' || program === 'swift' || bundlers.has(program))
    return first === 'build' ? `${program} build` : undefined;
  if (program === 'cmake') return texts.includes('--build') ? 'cmake --build' : undefined;
  if (program === 'dotnet') return first === 'publish' || first === 'build' ? `dotnet ${first}` : undefined;
  if (program === 'make') return /^(?:|all|build|install|-\S+)$/.test(first) ? 'make' : undefined;
  return compilers.has(program) && !texts.some((text) => /^--?version$/.test(text)) ? program : undefined;
}
