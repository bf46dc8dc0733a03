import 'server-only';
import { headers } from 'next/headers';
import { sessionCookieOf } from '@/lib/auth/session-cookie';
import { consoleServer } from './console-server';

/** The subject of whoever this browser is signed in as, for a page that is rendered here; null for nobody. */
export async function signedInSub(): Promise<string | null> {
  const { signIns, env } = await consoleServer();
  const cookieId = sessionCookieOf(await headers(), env.PUBLIC_URL);
  return signIns.current(cookieId).then(
    (signIn) => signIn.person.sub,
    () => null,
  );
}
