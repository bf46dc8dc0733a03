'use client';
import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { problemOf, useBff } from '@/lib/bff/client';
import { liveWork } from '@/lib/frame/live-work';
import type { Page } from '@/lib/kernel/page';
import type { Problem } from '@/lib/kernel/problem';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import type { SessionRow } from '../../contract';
import { inOrder } from '../../model';
import type { SessionsRouter } from '../../server/router';

/** A session with the scope it was read in: what is done to it is done there. */
export interface ScopedSession extends SessionRow {
  readonly scope: Scope;
}

export interface SessionList {
  /** Live ones first, own ones first among them. */
  readonly rows: readonly ScopedSession[];
  readonly loading: boolean;
  /** One per scope and list that could not be read. */
  readonly problems: readonly Problem[];
  /** More history can be read; `loadMore` reads the next page of each scope that has one. */
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => Promise<void>;
  readonly refresh: () => void;
}

/** How old the list of live sessions may get while the page is looked at. */
const liveEveryMs = 15_000;

/** Live and past sessions of these scopes, of one node or of all. History comes a page at a time. */
export function useSessionList(scopes: readonly Scope[], target?: string): SessionList {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const client = useQueryClient();
  const [loadingMore, setLoadingMore] = useState(false);
  const live = useQueries({
    queries: scopes.map((scope) => ({
      ...bff.sessions.list.queryOptions({ scope, state: 'Active', target }),
      refetchInterval: liveEveryMs,
    })),
    combine: together,
  });
  const past = useQueries({
    queries: scopes.map((scope) => bff.sessions.list.queryOptions({ scope, state: 'History', target })),
    combine: together,
  });
  const rows = useMemo(
    () => [...ofScopes(scopes, live.pages), ...ofScopes(scopes, past.pages)],
    [scopes, live.pages, past.pages],
  );

  const loadMore = useCallback(async () => {
    setLoadingMore(true);
    try {
      await Promise.all(
        scopes.map(async (scope) => {
          const options = bff.sessions.list.queryOptions({ scope, state: 'History', target });
          const known = client.getQueryData(options.queryKey);
          if (!known?.next) return;
          const page = await client.fetchQuery(
            bff.sessions.list.queryOptions({ scope, state: 'History', target, next: known.next }),
          );
          client.setQueryData(options.queryKey, { items: [...known.items, ...page.items], next: page.next });
        }),
      );
    } finally {
      setLoadingMore(false);
    }
  }, [bff, client, scopes, target]);

  const refresh = useCallback(
    () => void client.invalidateQueries(bff.sessions.list.queryFilter()),
    [bff, client],
  );
  useOwnShells(refresh);
  return {
    rows,
    loading: live.pending || past.pending,
    problems: uniqueProblems([...live.errors, ...past.errors].map(problemOf)),
    hasMore: past.pages.some((page) => page?.next),
    loadingMore,
    loadMore,
    refresh,
  };
}

/** A shell of this page that began or ended changed the lists: they need not wait for their turn. */
function useOwnShells(refresh: () => void): void {
  useEffect(() => liveWork.subscribe(refresh), [refresh]);
}

/** One function for all, so that React Query keeps the parts' identity until something was read. */
const together = (results: readonly UseQueryResult<Page<SessionRow>, unknown>[]) => ({
  pages: results.map(({ data }) => data),
  pending: results.some(({ isPending }) => isPending),
  errors: results.flatMap(({ error }) => (error ? [error] : [])),
});

type Listed = Page<SessionRow> | undefined;

function ofScopes(scopes: readonly Scope[], pages: readonly Listed[]): readonly ScopedSession[] {
  const all = scopes.flatMap((scope, at) => (pages[at]?.items ?? []).map((row) => ({ ...row, scope })));
  return inOrder(all);
}

/** The same refusal for live and past sessions of a scope is told once. */
function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  const told = new Map(
    problems.map((problem) => [
      `${problem.message}|${problem.facts.scope ? scopeKey(problem.facts.scope) : ''}`,
      problem,
    ]),
  );
  return [...told.values()];
}
