'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { problemOf, useBelongTo, useBff } from '../bff/client';
import type { MeRouter } from '../bff/me/router';
import type { Problem } from '../kernel/problem';
import { routes } from '../kernel/routes';
import { SignedInProvider } from './signed-in';

const ProblemAlert = dynamic(
  () => import('@/components/states/problem-alert').then(({ ProblemAlert: View }) => View),
  { ssr: false },
);

interface MeGateProps {
  /** The frame without a person: a skeleton while asking (null), or what went wrong. */
  readonly fallback: (instead: ReactNode | null) => ReactNode;
  readonly children: ReactNode;
}

const nobody = (problem: Problem): boolean => problem.code === 'signed-out' || problem.code === 'expired';

/** Asks once who is signed in. Nobody, on a page that holds nothing yet: to the sign-in page and back. */
export function MeGate({ fallback, children }: MeGateProps) {
  const bff = useBff<{ me: MeRouter }>();
  const belongTo = useBelongTo();
  const me = useQuery({ ...bff.me.get.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const problem = me.error ? problemOf(me.error) : null;
  useSignInPage(me.data === undefined && problem !== null && nobody(problem));
  if (me.data) {
    belongTo(me.data.person.sub);
    return <SignedInProvider me={me.data}>{children}</SignedInProvider>;
  }
  if (!problem || nobody(problem)) return fallback(null);
  return fallback(<ProblemAlert problem={problem} onRetry={() => void me.refetch()} />);
}

function useSignInPage(needed: boolean): void {
  const path = usePathname();
  useEffect(() => {
    if (needed) window.location.replace(routes.signIn(`${path}${window.location.search}`));
  }, [needed, path]);
}
