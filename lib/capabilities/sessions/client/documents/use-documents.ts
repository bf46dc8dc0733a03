'use client';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { problemOf, useBff, useBffCalls } from '@/lib/bff/client';
import type { Problem } from '@/lib/kernel/problem';
import { placeKey, type Scope, scopeKey } from '@/lib/kernel/scope';
import type { SessionsRouter } from '../../server/router';
import type { ScopedDocument } from './document-columns';

export interface DocumentList {
  readonly rows: readonly ScopedDocument[];
  readonly loading: boolean;
  /** One per scope that could not be read. */
  readonly problems: readonly Problem[];
  readonly retry: () => void;
}

/** All session documents of these scopes, read page by page: a page is one request. */
export function useDocuments(scopes: readonly Scope[]): DocumentList {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { sessions } = useBffCalls<{ sessions: SessionsRouter }>();
  const read = async (scope: Scope): Promise<ScopedDocument[]> => {
    const rows: ScopedDocument[] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof sessions.documents.query>> = await sessions.documents.query({
        scope,
        next,
      });
      rows.push(...page.items.map((row) => ({ ...row, scope, id: `${placeKey(scope)}|${row.name}` })));
      next = page.next;
    } while (next !== null);
    return rows;
  };
  return useQueries({
    queries: scopes.map((scope) => ({
      queryKey: [...bff.sessions.documents.pathKey(), 'all', scopeKey(scope)],
      queryFn: () => read(scope),
    })),
    combine: together,
  });
}

/** One function for all, so that the parts keep their identity until something was read. */
const together = (results: readonly UseQueryResult<ScopedDocument[], Error>[]): DocumentList => ({
  rows: results.flatMap(({ data = [] }) => data),
  loading: results.some(({ isPending }) => isPending),
  problems: results.flatMap(({ error }) => (error ? [problemOf(error)] : [])),
  retry: () => {
    for (const { refetch } of results) void refetch();
  },
});
