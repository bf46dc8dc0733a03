'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { problemOf, useBff } from '../bff/client';
import type { MeRouter } from '../bff/me/router';
import { type SignInCondition, signInState } from './sign-in-state';
import { useLiveWork } from './use-live-work';

/** With live shells a revoked sign-in must be noticed within ten seconds (design, section 3.7); else a minute will do. */
const withShellsMs = 5_000;
const quietMs = 60_000;

/** Keeps asking whether the sign-in is still good; answers the build that the server runs now, once known. */
export function usePulse(): { serverBuild: string | null } {
  const bff = useBff<{ me: MeRouter }>();
  const live = useLiveWork().some(({ kind }) => kind === 'shell');
  const pulse = useQuery({
    ...bff.me.pulse.queryOptions(),
    refetchInterval: live ? withShellsMs : quietMs,
    refetchIntervalInBackground: true,
    staleTime: 0,
    retry: false,
  });
  useEffect(() => {
    if (pulse.isSuccess && !pulse.isFetching) signInState.renewed();
  }, [pulse.isSuccess, pulse.isFetching]);
  return { serverBuild: pulse.data?.buildId ?? null };
}

export const useSignInCondition = (): SignInCondition =>
  useSyncExternalStore(signInState.subscribe, signInState.get, () => 'good');

/** Every failed read or action tells the sign-in's state, so that the bar is there as soon as anything is refused. */
export function useWatchSignIn(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stopReads = client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.state.status === 'error')
        signInState.failed(problemOf(query.state.error).code);
    });
    const stopActions = client.getMutationCache().subscribe(({ mutation }) => {
      if (mutation?.state.status === 'error') signInState.failed(problemOf(mutation.state.error).code);
    });
    return () => {
      stopReads();
      stopActions();
    };
  }, [client]);
}
