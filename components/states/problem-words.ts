import type { Problem, ProblemCode } from '@/lib/kernel/problem';

type ProblemTone = 'error' | 'warning' | 'info';

const words: Record<ProblemCode, { title: string; tone: ProblemTone }> = {
  'signed-out': { title: 'Signed out', tone: 'warning' },
  expired: { title: 'Your sign-in has expired', tone: 'warning' },
  forbidden: { title: 'Refused', tone: 'error' },
  'not-found': { title: 'Not found', tone: 'warning' },
  conflict: { title: 'Changed meanwhile', tone: 'warning' },
  invalid: { title: 'Not accepted', tone: 'error' },
  throttled: { title: 'AWS asks to slow down', tone: 'warning' },
  unavailable: { title: 'Not reachable', tone: 'warning' },
  partial: { title: 'Not everything could be read', tone: 'warning' },
  upstream: { title: 'AWS answered with an error', tone: 'error' },
  bug: { title: 'Something broke', tone: 'error' },
};

/** The heading and tone of a problem; what happened and what to do are the problem's own sentences. */
export const problemWords = (code: ProblemCode) => words[code];

/** The facts that a person may have to pass on, in the order in which they are read. */
export function problemFacts(problem: Problem): readonly (readonly [string, string])[] {
  const { action, resource, scope, awsCode, requestId } = problem.facts;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Action', action],
    ['Resource', resource],
    ['Role', scope?.role],
    ['Account and Region', scope ? `${scope.account} · ${scope.region}` : undefined],
    ['AWS error', awsCode],
    ['Request ID', requestId],
  ];
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
}
