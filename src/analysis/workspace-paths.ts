/** A path below the workspace, without `.` and `..`; `base` itself for an empty one. Outside it stays as it is. */
export function joinPaths(base: string, path: string): string {
  const written = path.trim().replace(workspace, '/workspace');
  if (written.startsWith('/workspace')) return joinPaths('', written.slice('/workspace'.length).replace(/^\/+/, ''));
  if (/^[/~$]|^[A-Za-z]:/.test(written) || written.startsWith('${{')) return outside;
  const parts: string[] = base === '' ? [] : base.split('/');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Somewhere on the machine that is not the workspace, or that only the run knows. */
export const outside = '//';

const workspace = /^(?:\$\{?GITHUB_WORKSPACE\}?|\$\{\{\s*github\.workspace\s*\}\})/i;

export const isWithin = (path: string, folder: string): boolean =>
  path !== outside && (folder === '' || path === folder || path.startsWith(`${folder}/`));
