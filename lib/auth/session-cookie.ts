/** The cookie's name: `__Host-` pins it to this host, path / and TLS, wherever there is TLS. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-quarterdeck' : 'quarterdeck';

/** The `Set-Cookie` value that makes the browser forget the sign-in. */
export const endedSessionCookie = (publicUrl: string): string =>
  `${sessionCookieName(publicUrl)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${
    publicUrl.startsWith('https:') ? '; Secure' : ''
  }`;

/** All cookies of a request, by name, percent-decoded where that is possible. */
export function cookiesOf(headers: Headers): Record<string, string> {
  const pairs = (headers.get('cookie') ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), decoded(part.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

/** The opaque id of the sign-in, or null. */
export const sessionCookieOf = (headers: Headers, publicUrl: string): string | null =>
  cookiesOf(headers)[sessionCookieName(publicUrl)] ?? null;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
