import 'server-only';
import { z } from 'zod';
import { endedSessionCookie } from '@/lib/auth/session-cookie';
import { routes } from '@/lib/kernel/routes';
import { signedIn } from '../procedure';

/**
 * Ends this sign-in: the row, the refresh token at the provider, the credentials in memory. Live shells are the
 * page's to ask about first. `next` is where the browser should go: the provider's own sign-out, or /sign-in.
 */
export const signOut = signedIn
  .output(z.object({ next: z.string() }))
  .mutation(async ({ ctx: { session, server, reply } }) => {
    const idToken = await server.signIns.end(session.id);
    reply.append('set-cookie', endedSessionCookie(server.env.PUBLIC_URL));
    return { next: (await server.signOutUrl(idToken)) ?? routes.signIn() };
  });
