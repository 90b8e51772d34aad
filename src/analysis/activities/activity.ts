import type { ActivityKind, ActivitySort } from '../../core/activity-kind.ts';
import type { Span } from '../../core/source.ts';
import type { Command, Script } from '../../documents/shell.ts';
import type { Job, Step, Uses } from '../../documents/workflow-model.ts';
import type { Program } from '../shell/programs.ts';

/**
 * One thing that a job does: a command, or an action or workflow of another repository. Commands of package scripts and
 * task targets, of scripts, composite actions and reusable workflows of this repository stand in the place of what calls
 * them.
 */
export interface Operation {
  /** The job that was asked about. */
  readonly entry: Job;
  /** The step of that job; `undefined` where the job calls a reusable workflow. */
  readonly step: Step | undefined;
  /** The job in which it is written: `entry`, or one of the reusable workflow that it calls. */
  readonly job: Job;
  /** The step in which it is written, perhaps of a composite action; `undefined` for a call of a remote workflow. */
  readonly innerStep: Step | undefined;
  /** Its place in the file of `entry`: the command, or the `uses` that leads to it. */
  readonly at: Span;
  /** The innermost command or `uses`: in a package script, a Makefile, a script, an action. Often equal to `at`. */
  readonly evidence: Span;
  /** What stands between `at` and `evidence`, outermost first. */
  readonly via: readonly Via[];
  readonly command: Command | undefined;
  /** The script in which `command` stands. */
  readonly script: Script | undefined;
  /** All layers of the command, outermost first: `npx`, then `eslint`. Empty for actions. */
  readonly programs: readonly Program[];
  /** Folder of the repository in which a command runs; `undefined` where it is not this repository or not known. */
  readonly folder: string | undefined;
  /** The action or reusable workflow of another repository. */
  readonly uses: Uses | undefined;
  /** Inputs of that action, names in lower case, with the inputs of callers filled in. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Fills `${{ inputs.x }}` and `${{ matrix.x }}` where one literal value is known; else leaves the text as it is. */
  readonly fill: (text: string) => string;
  /** Why its failure fails nothing, or why it checks nothing. */
  readonly mute: Mute | undefined;
  /** It, its step, its job or a caller can never run: `if: false` in any spelling. */
  readonly isDisabled: boolean;
  /** Runs only after something failed: `if: failure()`, `needs.x.result == 'failure'`, the right side of `||`. */
  readonly isAfterFailure: boolean;
  /** Nothing is known of what it does: an action, workflow or script that is not read, a command from a variable. */
  readonly isOpaque: boolean;
}

export interface Via {
  readonly kind:
    'package script' | 'target' | 'script' | 'matrix' | 'image stage' | 'composite action' | 'reusable workflow';
  /** `test:ci`, `make check` by its target, the path of a script, action or workflow. */
  readonly name: string;
  readonly at: Span;
}

export interface Mute {
  readonly kind: 'ignored status' | 'continue-on-error' | 'option' | 'switched off' | 'skipped tests';
  /** The text that mutes it. */
  readonly at: Span;
  /** As written: `|| true`, `--exit-zero`. */
  readonly text: string;
}

/** An operation that is known to be there for something. One operation may be several. */
export interface Activity extends Operation {
  readonly kind: ActivityKind;
  /** Of scans, publishes and tests. */
  readonly sort: ActivitySort | undefined;
  /** What does it, in few words: `pytest`, `kubectl apply`, `docker/build-push-action`. */
  readonly tool: string;
  readonly how: 'command' | 'package script' | 'target' | 'script' | 'action' | 'reusable workflow' | 'matrix' | 'name';
  /** `certain` by a command or a known action, `firm` by an action or path of a telling kind, `tentative` by a name. */
  readonly certainty: 'certain' | 'firm' | 'tentative';
  /** Only together with something else it is what `kind` says: a copy to a bucket may be a deploy or a backup. */
  readonly isDoubtful: boolean;
}
