/** The host a request was made to: a proxy's word for it counts only where the environment says so. */
export function hostOf(headers: Headers, trustForwarded: boolean): string | null {
  const forwarded = trustForwarded ? headers.get('x-forwarded-host')?.split(',')[0]?.trim() : undefined;
  return forwarded || headers.get('host');
}

/** What to do with a request: serve it, or send its browser to the console's one name, or refuse it. */
export type HostVerdict = { do: 'serve' } | { do: 'own-host'; path: string } | { do: 'refuse' };

/**
 * PUBLIC_URL is the console's only name: cookies, Origin checks and the provider's redirect hang on it, and a
 * foreign name that resolves here (DNS rebinding) must not be served. Reading is redirected; a state change is
 * not repeated elsewhere, but refused.
 */
export function judgeHost(
  request: { host: string | null; method: string; pathAndQuery: string },
  publicUrl: string,
): HostVerdict {
  if (request.host?.toLowerCase() === new URL(publicUrl).host) return { do: 'serve' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { do: 'refuse' };
  return { do: 'own-host', path: request.pathAndQuery };
}
