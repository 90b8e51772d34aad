/** Where a deploy leads, from nothing that stays to what users see. */
export const targetClasses = ['ephemeral', 'preview', 'docs', 'publish', 'staging', 'production', 'unknown'] as const;
export type TargetClass = (typeof targetClasses)[number];

/** A deploy or publish of one job, as the report tells it. */
export interface DeployTarget {
  /** Of the workflow. */
  readonly path: string;
  readonly job: string;
  /** Of the first command or action that deploys; from 1. */
  readonly startLine: number;
  readonly class: TargetClass;
  /** Why it is taken for this class, as the end of a sentence. */
  readonly reason: string;
}

/** What the policy says of a job: the class of what it deploys or publishes. */
export interface DeclaredTarget {
  /** Of a workflow of this repository. */
  readonly path: string;
  readonly job: string;
  readonly class: TargetClass;
}

/** Something that is good to know and never a fault: how a repository deploys, who hears of it, what is tested. */
export interface Practice {
  /** `deployment strategy`, `notifications` … */
  readonly name: string;
  readonly answer: 'seen' | 'not seen' | 'unknown' | 'does not apply';
  /** What was seen, or why nothing can be said. */
  readonly detail: string;
  readonly path?: string;
  readonly line?: number;
}

/** How what a workflow delivers comes about: what can be drawn of one workflow that deploys or publishes. */
export interface Flow {
  /** Of the workflow. */
  readonly path: string;
  readonly title: string;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
  /** Unique in its flow. */
  readonly id: string;
  readonly kind: 'start' | 'checks' | 'build' | 'approval' | 'target' | 'verification' | 'rollback' | 'other';
  /** From the repository: to be escaped by whoever prints it. */
  readonly label: string;
  /** Of a target. */
  readonly class?: TargetClass;
  /** Lines of the job it stands for, from 1, both inclusive; findings that stand there are about this node. */
  readonly lines?: readonly [first: number, last: number];
  /** How many jobs it stands for, where several are folded into one. */
  readonly count?: number;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}
