import type { Answer } from '../../core/applicability.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { evidenceFor, findOnlyMuted, gates } from './gates.ts';
import { fewestSources, projectOf } from './project.ts';

/**
 * Whether a missing code scanner could be a fault. GitHub's default setup of code scanning leaves no file in the
 * repository, so files alone never say that there is none.
 * https://docs.github.com/en/code-security/how-tos/find-and-fix-code-vulnerabilities/configure-code-scanning/configure-code-scanning
 */
export function staticAnalysisAnswer(repository: Repository): Answer {
  const evidence = evidenceFor('scan', 'code', repository);
  const found = gates(evidence) ?? findOnlyMuted(evidence);
  if (found) {
    return { answer: 'does not apply', reason: `${code(found.tool)} scans the code in ${code(found.at.file.path)}` };
  }
  if (projectOf(repository).sources.length < fewestSources)
    return { answer: 'does not apply', reason: 'there is hardly any source code here' };
  return { answer: 'unknown', reason: 'code scanning may be set up without any file, and only GitHub can say so' };
}
