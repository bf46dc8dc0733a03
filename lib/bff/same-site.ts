import { Problem } from '@/lib/kernel/problem';

/**
 * The guard against other sites' pages: a header that no form and no cross-origin fetch can set without a
 * preflight (which we never answer), and the Origin that browsers add to every POST. Throws Problem `forbidden`.
 */
export function refuseForeign(headers: Headers, publicUrl: string): void {
  if (headers.get('x-quarterdeck') !== '1')
    throw foreign('The request did not come from the console’s own page.');
  refuseForeignOrigin(headers, publicUrl);
}

/** For forms, which cannot set headers: the Origin alone, which must be there and be ours. */
export function refuseForeignOrigin(headers: Headers, publicUrl: string): void {
  if (headers.get('origin') !== publicUrl) throw foreign('The request came from another site.');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') throw foreign('The request came from another site.');
}

const foreign = (message: string) => new Problem('forbidden', { message });
