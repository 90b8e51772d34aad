/** Whether a rule that asks for something missing can be asked at all, and why. Only `applies` can yield a problem. */
export interface Applicability {
  readonly rule?: string;
  /** What is asked after, where no rule asks yet: `static analysis`. */
  readonly question?: string;
  readonly answer: 'applies' | 'does not apply' | 'unknown';
  readonly reason: string;
  readonly path?: string;
}

export type Answer = Omit<Applicability, 'rule' | 'question'>;
