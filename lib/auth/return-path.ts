/** The second window's last page: it tells the open pages and closes itself. */
export const signInDonePath = '/sign-in/done';

/**
 * A path of ours to return to after signing in, else the start page. Anything that a browser could read as
 * another host (`//x`, `/\x`, `https:…`, control characters) is dropped.
 */
export function returnPath(after: string | null): string {
  const here = 'http://here.invalid';
  if (!after?.startsWith('/') || !URL.canParse(after, here)) return '/';
  const url = new URL(after, here);
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}

export function signInPath(state: { problem: string; reference: string; renew: boolean }): string {
  const query = new URLSearchParams({ problem: state.problem, reference: state.reference });
  if (state.renew) query.set('renew', '1');
  return `/sign-in?${query}`;
}
