import { flowsOf } from '../flows/flows.ts';
import { practicesOf } from '../practices/practices.ts';
import { redact } from '../secrets/secrets.ts';
import { type Target, targetsOf } from '../targets/targets.ts';
import type { DeployTarget, Flow, Practice } from '../../core/delivery.ts';
import type { NotChecked } from '../../core/report.ts';
import { positionOf } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';

/** What a report tells of delivery beside its findings. */
export interface Delivery {
  readonly targets: readonly DeployTarget[];
  readonly practices: readonly Practice[];
  readonly flows: readonly Flow[];
  /** Parts that failed, which takes nothing else down. */
  readonly crashes: readonly NotChecked[];
}

/** All texts are redacted. `onCrash` as rules have it. */
export function deliveryOf(repository: Repository, onCrash: 'report' | 'throw' = 'report'): Delivery {
  const crashes: NotChecked[] = [];
  const guarded = <Part>(name: string, read: () => readonly Part[]): readonly Part[] => {
    try {
      return read();
    } catch (error) {
      if (onCrash === 'throw') throw error;
      const message = error instanceof Error ? error.message : String(error);
      crashes.push({ reason: `${name} could not be read (${redact(message).slice(0, 200)}); please report it` });
      return [];
    }
  };
  return {
    targets: guarded('where it deploys', () => targetsOf(repository).map(deployTargetOf)),
    practices: guarded('what it practises', () =>
      practicesOf(repository).map((practice) => ({ ...practice, detail: redact(practice.detail) })),
    ),
    flows: guarded('how it delivers', () => flowsOf(repository).map(redactedFlow)),
    crashes,
  };
}

const deployTargetOf = ({ job, first, class: name, reason }: Target): DeployTarget => ({
  path: job.workflow.file.path,
  job: redact(job.id.text),
  startLine: positionOf(first.at.file, first.at.start).line,
  class: name,
  reason: redact(reason),
});

const redactedFlow = (flow: Flow): Flow => ({
  ...flow,
  title: redact(flow.title),
  nodes: flow.nodes.map((node) => ({ ...node, label: redact(node.label) })),
  edges: flow.edges.map((edge) => (edge.label === undefined ? edge : { ...edge, label: redact(edge.label) })),
});
