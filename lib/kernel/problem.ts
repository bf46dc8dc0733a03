import type { Scope } from './scope';

/**
 * Everything that can go wrong, as an operator has to act on it. A closed list: unknown AWS errors are
 * `upstream`, our own broken promises are `bug`.
 */
export const problemCodes = [
  'signed-out',
  'expired',
  'forbidden',
  'not-found',
  'conflict',
  'invalid',
  'throttled',
  'unavailable',
  'partial',
  'upstream',
  'bug',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What the operator reads: all of it is shown. Nothing secret may be put here. */
export interface ProblemFacts {
  /** What happened, to what: one plain sentence. */
  readonly message: string;
  /** The AWS action that was refused or failed, as IAM spells it: `ssm:StartSession`. */
  readonly action?: string;
  /** The ARN or name it was about. */
  readonly resource?: string;
  readonly scope?: Scope;
  /** What to do next: one plain sentence. */
  readonly nextStep?: string;
  /** AWS's request id, or ours for what never reached AWS. */
  readonly requestId?: string;
  /** AWS's own error name, where one answered. */
  readonly awsCode?: string;
  /** A policy statement (JSON) that would allow it, to copy to an administrator. */
  readonly policy?: string;
  /** For `invalid`: the input field that is wrong, so the form can point at it. */
  readonly field?: string;
}

const isProblem: unique symbol = Symbol.for('quarterdeck.problem');

/** The one error type of the product. `cause` is for the log and never leaves the server. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly [isProblem] = true;

  /** Next bundles instrumentation and routes apart, each with a class of its own: `instanceof` must not care whose. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && isProblem in value;
  }

  constructor(
    readonly code: ProblemCode,
    readonly facts: ProblemFacts,
    options?: { cause?: unknown },
  ) {
    super(facts.message, options);
  }
}
