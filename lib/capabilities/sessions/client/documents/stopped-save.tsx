'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { diffLines } from '@/components/text-diff/diff-lines';
import { TextDiff } from '@/components/text-diff/text-diff';
import type { SessionDocumentText } from '../../document-contract';
import { laidOut } from '../../json-text';
import type { DocumentDraft } from './document-draft';
import styles from './documents.module.css';

interface StoppedSaveProps {
  readonly draft: DocumentDraft;
  readonly theirs: SessionDocumentText;
  readonly onKeepTheirs: () => void;
  readonly onGoOn: (theirs: SessionDocumentText) => void;
}

/** A save that would have overwritten somebody else's: theirs and yours side by side, and nothing was written. */
export function StoppedSave({ draft, theirs, onKeepTheirs, onGoOn }: StoppedSaveProps) {
  return (
    <SpaceBetween size="m">
      <Alert type="warning" header="Your save was stopped">
        {draft.base
          ? `Version ${theirs.latestVersion} was saved after you opened version ${draft.base.latestVersion}. Nothing of yours was written.`
          : `A document named ${draft.name} exists already, at version ${theirs.latestVersion}. Nothing of yours was written.`}
      </Alert>
      <div>
        <h3 className={styles.heading}>From theirs to yours</h3>
        <TextDiff
          label="From theirs to yours"
          lines={diffLines(laidOut(theirs.content).split('\n'), draft.content.split('\n'))}
        />
      </div>
      <div className={styles.row}>
        <Button variant="primary" onClick={() => onGoOn(theirs)}>
          Put my changes on version {theirs.latestVersion}
        </Button>
        <Button onClick={onKeepTheirs}>Keep theirs</Button>
      </div>
    </SpaceBetween>
  );
}
