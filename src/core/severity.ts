export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Certainty = 'firm' | 'tentative';

/** 0 for `info` up to 4 for `critical`. */
export const rankOf = (severity: Severity): number => severities.indexOf(severity);

export const isAtLeast = (severity: Severity, line: Severity): boolean => rankOf(severity) >= rankOf(line);

export const oneLower = (severity: Severity): Severity => severities[Math.max(0, rankOf(severity) - 1)] ?? 'info';

export const categories = [
  'attack-surface',
  'supply-chain',
  'access',
  'image',
  'testing',
  'delivery',
  'correctness',
  'speed',
  'upkeep',
] as const;
export type Category = (typeof categories)[number];
