'use client';
import type { Scope } from '@/lib/kernel/scope';
import { sessionDocumentFault } from '../../json-text';
import { preferenceFaults, preferencesOf } from '../../session-preferences';
import type { DocumentDraft } from './document-draft';
import { DocumentEditor } from './document-editor';
import { JsonField } from './json-field';
import { PreferenceFields } from './preference-fields';

interface PreferencesFormProps {
  readonly scope: Scope;
  readonly draft: DocumentDraft;
  readonly onDraft: (draft: DocumentDraft) => void;
  readonly onEnd: () => void;
}

/** The preferences as fields; a document that is not of their form, as its text. */
export function PreferencesForm({ scope, draft, onDraft, onEnd }: PreferencesFormProps) {
  const preferences = preferencesOf(draft.content);
  const faults = preferenceFaults(draft.content);
  const fault =
    sessionDocumentFault(draft.content) ??
    (Object.keys(faults).length > 0 ? 'A field needs your attention.' : null);
  const onContent = (content: string) => onDraft({ ...draft, content });
  return (
    <DocumentEditor scope={scope} draft={draft} fault={fault} onDraft={onDraft} onEnd={onEnd}>
      {preferences ? (
        <PreferenceFields
          content={draft.content}
          preferences={preferences}
          faults={faults}
          onContent={onContent}
        />
      ) : (
        <JsonField content={draft.content} onContent={onContent} />
      )}
    </DocumentEditor>
  );
}
