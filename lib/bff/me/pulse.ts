import 'server-only';
import { z } from 'zod';
import { buildId } from '@/lib/config/build-id';
import { signedIn } from '../procedure';

/**
 * Is this sign-in still good? Pages with live shells ask every few seconds (design: a revoked sign-in drops
 * every open page's sockets within ten seconds). One indexed read, nothing from AWS.
 */
export const pulse = signedIn
  .output(z.object({ expiresAt: z.number(), buildId: z.string() }))
  .query(({ ctx: { session } }) => ({ expiresAt: session.expiresAtMs, buildId: buildId() }));
