'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf, useBff, useBffCalls } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { SaveDocumentOutcome } from '../../document-contract';
import type { SessionsRouter } from '../../server/router';
import type { DocumentDraft } from './document-draft';

export interface DocumentSave {
  readonly save: (draft: DocumentDraft) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
}

/** Saves once per press. A stopped save goes back into the draft; any other ends it and says what came of it. */
export function useSaveDocument(
  scope: Scope,
  onStopped: (draft: DocumentDraft) => void,
  onSaved: (name: string) => void,
): DocumentSave {
  const client = useQueryClient();
  const bff = useBff<{ sessions: SessionsRouter }>();
  const calls = useBffCalls<{ sessions: SessionsRouter }>();
  const save = useMutation({
    mutationFn: (draft: DocumentDraft) =>
      calls.sessions.saveDocument.mutate({
        scope,
        name: draft.name,
        content: draft.content,
        latestVersion: draft.base?.latestVersion ?? null,
      }),
    onSuccess: (result, draft) => {
      if (result.outcome === 'stopped') return onStopped({ ...draft, stopped: result.theirs });
      for (const filter of [bff.sessions.documentText, bff.sessions.documents, bff.sessions.document])
        void client.invalidateQueries(filter.pathFilter());
      notices.add(savedNotice(draft.name, result));
      onSaved(draft.name);
    },
  });
  return {
    save: (draft) => {
      if (!save.isPending) save.mutate(draft);
    },
    busy: save.isPending,
    problem: save.error ? problemOf(save.error) : null,
  };
}

type Written = Exclude<SaveDocumentOutcome, { outcome: 'stopped' }>;

const savedNotice = (name: string, result: Written) =>
  result.outcome === 'saved'
    ? { kind: 'success' as const, text: `Saved ${name}: version ${result.version} is in force.` }
    : {
        kind: 'warning' as const,
        text: `Version ${result.version} of ${name} was written but is not in force. ${result.why}`,
      };
