import type { RuleInfo } from '../core/rule-info.ts';
import type { Category, Severity } from '../core/severity.ts';
import { cutText, inert } from './escape.ts';
import { docsUrl } from './links.ts';

/** A rule as code scanning shows it beside an alert. All of it is our own text. */
export function ruleDescriptor(tool: { readonly version: string; readonly home: string }, rule: RuleInfo) {
  const why = inert(rule.why);
  const help = [why, inert(rule.remedy)].filter((part) => part !== '').join('\n\n');
  const references = rule.references.map((reference) => `- <${reference}>`).join('\n');
  const isSecurity = security.includes(rule.category) && rule.severity !== 'info';
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: cutText(rule.title, 255) },
    fullDescription: { text: cutText(why === '' ? rule.title : why, 1024) },
    help: { text: help, markdown: references === '' ? help : `${help}\n\n${references}` },
    helpUri: docsUrl(tool, rule.id),
    defaultConfiguration: { enabled: !rule.optIn },
    properties: {
      tags: [...(isSecurity ? ['security'] : []), rule.category],
      precision: 'high',
      // With a number code scanning files an alert under security, without one under quality.
      ...(isSecurity
        ? { 'security-severity': securitySeverity[rule.severity] }
        : { 'problem.severity': problemSeverity[rule.severity] }),
    },
  };
}

const security: readonly Category[] = ['attack-surface', 'supply-chain', 'access'];

// Over 9.0 is critical, from 7.0 high, from 4.0 medium, else low.
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

const problemSeverity: Readonly<Record<Severity, 'error' | 'warning' | 'recommendation'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
  info: 'recommendation',
};
