/** GitHub's own servers, or an enterprise's, where releases of actions and runners come later or never. */
export function serverKindOf(server: string | undefined): 'github' | 'enterprise' | 'unknown' {
  if (server === undefined) return 'unknown';
  const host = server.toLowerCase();
  return host === 'github.com' || host.endsWith('.ghe.com') ? 'github' : 'enterprise';
}
