import type { DeclaredTarget } from '../core/delivery.ts';
import type { FileTree, Facts } from '../core/tree.ts';
import type { Dockerfile } from './dockerfile/model.ts';
import type { Dockerignore } from './dockerignore-model.ts';
import type { Action, Dependabot, Workflow } from './workflow-model.ts';

/** A parsed file. */
export type Document = Workflow | Action | Dependabot | Dockerfile | Dockerignore;

/** All documents together with the list of paths: the made-up document that joins are asked of. */
export interface Repository {
  readonly kind: 'repository';
  /** Paths of files, executables included; no symbolic links, no submodules. Sorted. */
  readonly paths: readonly string[];
  readonly tree: FileTree;
  readonly facts: Facts;
  readonly documents: readonly Document[];
  readonly workflows: readonly Workflow[];
  readonly actions: readonly Action[];
  readonly dockerfiles: readonly Dockerfile[];
  readonly dockerignores: readonly Dockerignore[];
  readonly dependabots: readonly Dependabot[];
  /** What the policy says of jobs that deploy. */
  readonly declaredTargets?: readonly DeclaredTarget[];
}

/** Which document type each kind of rule receives. */
export interface DocumentByKind {
  readonly workflow: Workflow;
  readonly action: Action;
  readonly dockerfile: Dockerfile;
  readonly dockerignore: Dockerignore;
  readonly dependabot: Dependabot;
  readonly repository: Repository;
}
