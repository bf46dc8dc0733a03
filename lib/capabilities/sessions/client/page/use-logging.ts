'use client';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBff } from '@/lib/bff/client';
import { scopeKey } from '@/lib/kernel/scope';
import type { DocumentFacts } from '../../contract';
import { loggedWords } from '../../model';
import type { SessionsRouter } from '../../server/router';
import type { ScopedSession } from './use-session-list';

/** A session with where it was logged, as far as it can be told: AWS's own word, else what its document says now. */
export interface LoggedSession extends ScopedSession {
  /** "S3", "CloudWatch Logs", both, "Not logged", or null while it is not known. */
  readonly logWords: string | null;
}
export const notLogged = 'Not logged';

/** Documents are few and sessions many: each document is read once a scope. */
export function useLogging(rows: readonly ScopedSession[]): readonly LoggedSession[] {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const asked = useMemo(() => new Map(rows.map((row) => [keyOf(row), row])), [rows]);
  const facts = useQueries({
    queries: [...asked.values()].map(({ scope, document }) =>
      bff.sessions.document.queryOptions({ scope, documentName: document ?? undefined }),
    ),
    combine: read,
  });
  return useMemo(() => {
    const byKey = new Map([...asked.keys()].map((key, at) => [key, facts[at]]));
    return rows.map((row) => ({ ...row, logWords: wordsOf(row, byKey.get(keyOf(row))) }));
  }, [rows, asked, facts]);
}

const keyOf = ({ scope, document }: ScopedSession): string => `${scopeKey(scope)}|${document ?? ''}`;

/** One function for all, so that the list keeps its identity until something was read. */
const read = (results: readonly UseQueryResult<DocumentFacts, unknown>[]) => results.map(({ data }) => data);

function wordsOf(row: ScopedSession, facts: DocumentFacts | undefined): string | null {
  const said = loggedWords(row);
  if (said !== null || !facts || facts.logging.is === 'unknown') return said;
  if (facts.logging.is === 'not-logged') return notLogged;
  const { s3, cloudWatch } = facts.logging;
  return [s3 && 'S3', cloudWatch && 'CloudWatch Logs'].filter(Boolean).join(' and ');
}
