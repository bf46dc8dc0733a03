import { Problem, type ProblemFacts } from '@/lib/kernel/problem';
import { codeOfAws } from './aws-codes';
import { type FailedCall, failedCall } from './failed-call';
import { deniedIn, policyFor } from './refusal';

/** Did an AWS client throw this (an answer of AWS, or a call of ours that never arrived)? */
export const isAwsError = (error: unknown): boolean =>
  error instanceof Error && (failedCall(error) !== undefined || '$metadata' in error);

/**
 * An AWS client's error as the Problem an operator acts on: action, resource, role, AWS's request id, and for a
 * refusal the policy statement to ask for. AWS's own words are kept where they say what is wrong (`invalid`,
 * `conflict`, `not-found`), never for what may quote a secret.
 */
export function awsProblem(error: unknown): Problem {
  const call = failedCall(error);
  const name = error instanceof Error ? error.name : 'Unknown';
  const text = error instanceof Error ? error.message : '';
  const base = { ...whereOf(call), awsCode: name, requestId: requestIdOf(error) };
  if (isUnanswered(error)) return unanswered(base, error);
  const code = codeOfAws(name);
  const facts =
    code === 'forbidden' ? refusal(base, call, text) : { ...base, ...wordsFor(code, base, name, text) };
  return new Problem(code, facts, { cause: error });
}

type Base = Pick<ProblemFacts, 'action' | 'resource' | 'scope' | 'awsCode' | 'requestId'>;

const whereOf = (call: FailedCall | undefined): Base => ({
  action: call?.action,
  resource: call?.resource,
  scope: call?.scope,
});

function requestIdOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const meta = error.$metadata;
  return typeof meta === 'object' &&
    meta !== null &&
    'requestId' in meta &&
    typeof meta.requestId === 'string'
    ? meta.requestId
    : undefined;
}

/** No HTTP status: nothing answered (refused connection, DNS, TLS, timeout). */
function isUnanswered(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const meta = '$metadata' in error ? error.$metadata : undefined;
  return !(typeof meta === 'object' && meta !== null && 'httpStatusCode' in meta && meta.httpStatusCode);
}

const unanswered = (base: Base, cause: unknown): Problem =>
  new Problem(
    'unavailable',
    {
      ...base,
      message: `AWS did not answer ${base.action ?? 'the call'}.`,
      nextStep: 'Try again; if it persists, check the console’s way to AWS in this Region.',
    },
    { cause },
  );

function refusal(base: Base, call: FailedCall | undefined, text: string): ProblemFacts {
  const denied = deniedIn(text);
  const action = denied.action ?? base.action;
  const resource = denied.resource ?? base.resource;
  const who = call ? (call.scope.role.split('/').at(-1) ?? call.scope.role) : 'This role';
  const message = `${who} may not perform ${action ?? 'this'}${resource ? ` on ${resource}` : ''}.`;
  return {
    ...base,
    action,
    resource,
    message,
    nextStep: denied.explicit
      ? `A policy denies it explicitly. Ask an administrator of ${call?.roleArn ?? 'the role'} to lift that Deny.`
      : `Ask an administrator to add the statement to ${call?.roleArn ?? 'the role'}.`,
    // An Allow cannot outweigh an explicit Deny: no statement to ask for then.
    policy: denied.explicit || !action ? undefined : policyFor(action, resource),
  };
}

function wordsFor(
  code: string,
  base: Base,
  name: string,
  text: string,
): { message: string; nextStep?: string } {
  const action = base.action ?? 'the call';
  switch (code) {
    case 'throttled':
      return {
        message: `AWS asks us to slow down (${action}).`,
        nextStep: 'Calls in this account and Region go on at a lower rate. Try again in a moment.',
      };
    case 'expired':
      return { message: 'Your sign-in has expired.', nextStep: 'Sign in again.' };
    case 'upstream':
      return { message: `AWS failed ${action}: ${name}.`, nextStep: 'Try again in a moment.' };
    default:
      return { message: text || name };
  }
}
