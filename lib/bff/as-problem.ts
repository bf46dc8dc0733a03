import 'server-only';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { awsProblem, isAwsError } from '@/lib/aws/aws-problem';
import { Problem, type ProblemCode } from '@/lib/kernel/problem';

const trpcCodes: Record<ProblemCode, TRPCError['code']> = {
  'signed-out': 'UNAUTHORIZED',
  expired: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  throttled: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  partial: 'BAD_GATEWAY',
  upstream: 'BAD_GATEWAY',
  bug: 'INTERNAL_SERVER_ERROR',
};

/** A Problem as tRPC throws it, with the HTTP status that goes with its code. */
export const trpcErrorOf = (problem: Problem): TRPCError =>
  new TRPCError({ code: trpcCodes[problem.code], message: problem.message, cause: problem });

/** Whatever a procedure threw, as the one error type of the product. `requestId` is ours. */
export function asProblem(error: unknown, requestId?: string): Problem {
  const cause = error instanceof TRPCError && error.cause ? error.cause : error;
  if (cause instanceof Problem) return withRequestId(cause, requestId);
  if (isAwsError(cause)) return withRequestId(awsProblem(cause), requestId);
  if (cause instanceof ZodError) return invalid(cause, requestId);
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') return unknownOperation(error, requestId);
  if (error instanceof TRPCError && refusals.has(error.code)) return badRequest(error, requestId);
  return new Problem('bug', { message: 'The console failed. This is a bug of ours.', requestId }, { cause });
}

/** tRPC's own refusals of what is no request of ours: broken JSON, a wrong method, a body over its limit. */
const refusals = new Set<TRPCError['code']>([
  'PARSE_ERROR',
  'BAD_REQUEST',
  'METHOD_NOT_SUPPORTED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
]);

const withRequestId = (problem: Problem, requestId: string | undefined): Problem =>
  problem.facts.requestId || !requestId
    ? problem
    : new Problem(problem.code, { ...problem.facts, requestId }, { cause: problem });

function invalid(error: ZodError, requestId: string | undefined): Problem {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || undefined;
  const message = issue
    ? field
      ? `${field}: ${issue.message}`
      : issue.message
    : 'The request is not valid.';
  return new Problem('invalid', { message, field, requestId }, { cause: error });
}

const unknownOperation = (cause: TRPCError, requestId: string | undefined) =>
  new Problem('not-found', { message: 'The console has no such operation.', requestId }, { cause });

const badRequest = (cause: TRPCError, requestId: string | undefined) =>
  new Problem('invalid', { message: 'The request is not one of the console’s.', requestId }, { cause });
