import 'server-only';
import { z } from 'zod';
import type { ScopeAws } from '@/lib/aws/scope-aws';
import { asProblem, trpcErrorOf } from './as-problem';
import { paceHeader, paceText } from './pace-header';
import { refuseOtherPerson } from './page-person';
import { trpc } from './trpc';

/** Lists operations under names; rooms export theirs as `<room>Router` and its type. */
export const router = trpc.router;

/** Every failure leaves as a Problem, whether over HTTP or to a caller in a test. */
const reported = trpc.procedure.use(async ({ next, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  throw trpcErrorOf(asProblem(result.error, ctx.requestId));
});

/**
 * An operation for a signed-in person. The session row is read on every call, so a revoked sign-in is refused
 * at once. Throws Problem `signed-out` or `expired`.
 */
export const signedIn = reported.use(async ({ next, ctx }) => {
  const session = await ctx.server.signIns.current(ctx.cookieId);
  refuseOtherPerson(session.person, ctx.pagePerson);
  const log = ctx.log.child({ person: session.person.sub, signIn: session.id.slice(0, 8) });
  return next({ ctx: { session, person: session.person, log } });
});

/** The part of the input that every operation on AWS carries. */
export const scopeInput = z.object({
  scope: z.object({
    account: z.string().regex(/^\d{12}$/, 'not an account id of 12 digits'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'not a Region'),
    role: z.string().min(1).max(576),
  }),
});

/**
 * An operation in one scope, with `ctx.aws`. A role that the config does not grant to this person in this
 * account is refused here, before any STS call: Problem `forbidden`.
 *
 * Rooms add their own `.input(z.object({…}))`; tRPC merges both, so theirs must not be a strict object.
 */
export const inScope = signedIn.input(scopeInput).use(async ({ next, ctx, input: { scope } }) => {
  const aws: ScopeAws = ctx.server.aws.inScope(ctx.session, scope);
  const result = await next({ ctx: { scope, aws } });
  const slowed = ctx.server.aws.slowed(scope);
  if (slowed) ctx.reply.set(paceHeader, paceText(scope, slowed.perSecond));
  return result;
});
