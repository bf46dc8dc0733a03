'use client';
import { useQuery } from '@tanstack/react-query';
import { problemOf, useBff } from '@/lib/bff/client';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { SessionDocumentText } from '../../document-contract';
import type { SessionsRouter } from '../../server/router';

export type ReadDocument =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly document: SessionDocumentText }
  | { readonly state: 'absent' }
  | { readonly state: 'problem'; readonly problem: Problem; readonly retry: () => void };

/** A session document as it is in force. AWS calls a document that does not exist invalid (GetDocument, InvalidDocument). */
export function useDocument(scope: Scope, name: string): ReadDocument {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { data, error, refetch } = useQuery(bff.sessions.documentText.queryOptions({ scope, name }));
  if (data) return { state: 'read', document: data };
  if (!error) return { state: 'reading' };
  const problem = problemOf(error);
  if (problem.facts.awsCode === 'InvalidDocument') return { state: 'absent' };
  return { state: 'problem', problem, retry: () => void refetch() };
}
