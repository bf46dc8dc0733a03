import 'server-only';
import { initTRPC } from '@trpc/server';
import { asProblem } from './as-problem';
import type { BffContext } from './context';
import { toWire } from './wire-problem';

export interface BffMeta {
  /** The IAM actions that the operation needs, so that a refusal and the docs can name them. */
  readonly needs?: readonly string[];
}

/** The one tRPC root. Never a stack in an answer: `isDev` is off on purpose. */
export const trpc = initTRPC
  .context<BffContext>()
  .meta<BffMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = asProblem(error, ctx?.requestId);
      return {
        ...shape,
        message: problem.message,
        data: { httpStatus: shape.data.httpStatus, path: shape.data.path, problem: toWire(problem) },
      };
    },
  });
