import { z } from 'zod';
import { Problem, problemCodes } from '@/lib/kernel/problem';

const scope = z.object({ account: z.string(), region: z.string(), role: z.string() });

/** A Problem as it travels in `error.data.problem`: its code and its facts, never its cause. */
export const wireProblem = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  action: z.string().optional(),
  resource: z.string().optional(),
  scope: scope.optional(),
  nextStep: z.string().optional(),
  requestId: z.string().optional(),
  awsCode: z.string().optional(),
  policy: z.string().optional(),
  field: z.string().optional(),
});
export type WireProblem = z.infer<typeof wireProblem>;

export const toWire = (problem: Problem): WireProblem => ({ code: problem.code, ...problem.facts });

export const fromWire = ({ code, ...facts }: WireProblem, cause?: unknown): Problem =>
  new Problem(code, facts, { cause });
