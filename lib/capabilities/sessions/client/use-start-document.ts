'use client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { problemOf, useBff } from '@/lib/bff/client';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { DocumentFacts } from '../contract';
import { preferencesDocument } from '../model';
import { type DocumentForm, documentForm } from '../model-document';
import type { SessionsRouter } from '../server/router';

/** Session documents of one scope by name, all pages of them, without the preferences that stand for "none". */
export function useDocumentNames(scope: Scope) {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const pages = useQueries({
    queries: cursors.map((next) => bff.sessions.documents.queryOptions({ scope, next })),
  });
  const last = pages.at(-1);
  const next = last?.data?.next ?? null;
  useEffect(() => {
    if (next !== null) setCursors((read) => (read.includes(next) ? read : [...read, next]));
  }, [next]);
  return {
    names: pages
      .flatMap(({ data }) => data?.items ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== preferencesDocument),
    loading: last?.isFetching === true || next !== null,
    problem: last?.isError ? problemOf(last.error) : null,
    retry: () => void last?.refetch(),
  };
}

export interface StartDocument {
  /** Null while it is read, or where it cannot be. */
  readonly form: DocumentForm | null;
  readonly facts: DocumentFacts | null;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

/** What the chosen document asks for, and what it says of logging, encryption and limits. */
export function useStartDocument(scope: Scope, documentName: string | null): StartDocument {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const facts = useQuery(
    bff.sessions.document.queryOptions({ scope, documentName: documentName ?? undefined }),
  );
  const text = useQuery({
    ...bff.sessions.documentText.queryOptions({ scope, name: documentName ?? preferencesDocument }),
    enabled: documentName !== null,
  });
  const form = useMemo(() => (text.data ? documentForm(text.data.content) : null), [text.data]);
  return {
    form: documentName === null ? plainShell : form,
    facts: facts.data ?? null,
    loading: documentName !== null && text.isPending,
    problem: documentName !== null && text.isError ? problemOf(text.error) : null,
  };
}

/** The account's preferences have no parameters: they are a shell. */
const plainShell: DocumentForm = { sessionType: 'Standard_Stream', description: null, parameters: [] };
