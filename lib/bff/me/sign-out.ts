import 'server-only';
import { z } from 'zod';
import { signedIn } from '../procedure';

/**
 * Ends this sign-in: the row, the refresh token at the provider, the credentials in memory. Live shells are the
 * page's to ask about first. `next` is where the browser should go: the provider's own sign-out, or /sign-in.
 */
export const signOut = signedIn
  .output(z.object({ next: z.string() }))
  .mutation(({ ctx: { session, server } }) => server.signIns.end(session));
