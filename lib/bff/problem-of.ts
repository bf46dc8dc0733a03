import { Problem } from '@/lib/kernel/problem';
import { fromWire, wireProblem } from './wire-problem';

/** Any error a page meets, as the Problem it shows: the BFF's own, or that the console could not be reached. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const sent = wireProblem.safeParse(dataOf(error)?.problem);
  if (sent.success) return fromWire(sent.data, error);
  if (isAnswered(error)) return unreadable(error);
  if (isNetwork(error)) return unreachable(error);
  return new Problem('bug', { message: 'This page met an error of its own.' }, { cause: error });
}

function dataOf(error: unknown): { problem?: unknown; httpStatus?: unknown } | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  return typeof error.data === 'object' && error.data !== null ? error.data : undefined;
}

/** The server (or a proxy before it) did answer, with something that is not ours. */
const isAnswered = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'meta' in error &&
  typeof error.meta === 'object' &&
  error.meta !== null &&
  'response' in error.meta;

/** A tRPC error without an answer is a fetch that never arrived. */
const isNetwork = (error: unknown): boolean => error instanceof Error && error.name === 'TRPCClientError';

const unreadable = (cause: unknown) =>
  new Problem(
    'unavailable',
    { message: 'The console did not answer as expected.', nextStep: 'Try again in a moment.' },
    { cause },
  );

const unreachable = (cause: unknown) =>
  new Problem(
    'unavailable',
    { message: 'The console cannot be reached.', nextStep: 'Check the connection, then retry.' },
    { cause },
  );
