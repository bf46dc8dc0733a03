'use client';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { ProblemAlert } from '@/components/states/problem-alert';
import { diffLines } from '@/components/text-diff/diff-lines';
import { TextDiff } from '@/components/text-diff/text-diff';
import type { Scope } from '@/lib/kernel/scope';
import { saveDocumentCli } from '../../document-cli';
import type { DocumentDraft } from './document-draft';
import { isChanged, onTheirs } from './document-draft';
import styles from './documents.module.css';
import { StoppedSave } from './stopped-save';
import { useSaveDocument } from './use-save-document';

interface DocumentEditorProps {
  readonly scope: Scope;
  readonly draft: DocumentDraft;
  /** What is still wrong with it, in words; null when it can be saved. */
  readonly fault: string | null;
  readonly onDraft: (draft: DocumentDraft) => void;
  /** Saved or given up. */
  readonly onEnd: (saved: string | null) => void;
  readonly children: ReactNode;
}

/** The fields of a document above, what they change below, and the one button that writes it. */
export function DocumentEditor({ scope, draft, fault, onDraft, onEnd, children }: DocumentEditorProps) {
  const { save, busy, problem } = useSaveDocument(scope, onDraft, onEnd);
  const changed = draft.base === null || isChanged(draft);
  const ready = changed && fault === null;
  if (draft.stopped)
    return (
      <StoppedSave
        draft={draft}
        theirs={draft.stopped}
        onKeepTheirs={() => onEnd(null)}
        onGoOn={(theirs) => onDraft(onTheirs(draft, theirs))}
      />
    );
  return (
    <Container
      header={
        <Header variant="h2" description={beganFrom(draft)}>
          {draft.base ? 'Edit' : 'Create'}
        </Header>
      }
      footer={
        <div className={styles.row}>
          <Button
            variant="primary"
            loading={busy}
            disabled={!ready}
            disabledReason={changed ? (fault ?? undefined) : 'Nothing has changed yet.'}
            onClick={() => save(draft)}
          >
            {draft.base ? 'Save changes' : 'Create document'}
          </Button>
          <Button variant="link" disabled={busy} onClick={() => onEnd(null)}>
            {changed ? 'Discard changes' : 'Cancel'}
          </Button>
          <CopyAsCli
            command={() => (ready ? saveDocumentCli(scope.region, draft) : null)}
            why="Change something first; a field may need your attention."
          />
        </div>
      }
    >
      <SpaceBetween size="l">
        {problem && <ProblemAlert problem={problem} />}
        {children}
        {draft.base !== null && (
          <div>
            <h3 className={styles.heading}>What changes</h3>
            {changed ? (
              <TextDiff
                label="What changes"
                lines={diffLines(draft.before.split('\n'), draft.content.split('\n'))}
              />
            ) : (
              <p className={styles.note}>Nothing yet.</p>
            )}
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

function beganFrom({ base }: DocumentDraft): string {
  if (!base) return 'There is no such document here yet.';
  const { version, latestVersion } = base;
  return version === latestVersion
    ? `Begun from version ${version}, which is in force.`
    : `Begun from version ${version}, which is in force. Version ${latestVersion} was written later and is not.`;
}
