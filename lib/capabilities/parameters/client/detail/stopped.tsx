'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { ParameterVersion, PutOutcome } from '../../contract';
import styles from '../detail.module.css';
import type { EditDraft } from '../edit-draft';
import { ValueDiff } from '../value-diff-view';
import { Side, VersionSide, WhenSaved, whoSaved } from './side';

interface StoppedProps {
  readonly draft: EditDraft;
  readonly verdict: Extract<PutOutcome, { outcome: 'stopped' }>;
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onKeepTheirs: () => void;
  /** Saves yours over what was shown, and over nothing newer. */
  readonly onOverwrite: () => void;
  readonly onMerge: (theirs: ParameterVersion) => void;
}

/** Nothing was written: theirs, yours, and what yours began from. */
export function Stopped(props: StoppedProps) {
  const { draft, busy, problem, onKeepTheirs, onOverwrite, onMerge } = props;
  const { theirs } = props.verdict;
  const { scope, name, base, value } = draft;
  return (
    <Container header={<Header variant="h2">Your save was stopped</Header>}>
      <SpaceBetween size="m">
        {problem}
        <Alert type="warning">
          {theirs ? (
            <>
              {whoSaved(theirs)} saved version {theirs.version}
              <WhenSaved {...theirs} />, after you opened version {base.version}. Nothing of yours was
              written.
            </>
          ) : (
            <>
              Somebody deleted {name} after you opened version {base.version}. Nothing of yours was written.
            </>
          )}
        </Alert>
        <div className={styles.sides}>
          {theirs && <VersionSide whose="Theirs" version={theirs} scope={scope} name={name} />}
          <Side title="Yours · not saved">
            <pre className={styles.value}>{value}</pre>
          </Side>
          {theirs ? (
            <VersionSide whose="Base" version={base} scope={scope} name={name} />
          ) : (
            base.value !== null && (
              <Side title={`Base · version ${base.version}`}>
                <pre className={styles.value}>{base.value}</pre>
              </Side>
            )
          )}
        </div>
        {theirs?.value != null && (
          <div>
            <h3 className={styles.heading}>From theirs to yours</h3>
            <ValueDiff label="From theirs to yours" before={theirs.value} after={value} type={base.type} />
          </div>
        )}
        <div className={styles.row}>
          {theirs && (
            <Button variant="primary" disabled={busy} onClick={() => onMerge(theirs)}>
              Edit a merge
            </Button>
          )}
          <Button disabled={busy} onClick={onKeepTheirs}>
            {theirs ? 'Keep theirs' : 'Leave it deleted'}
          </Button>
          <Button loading={busy} onClick={onOverwrite}>
            {theirs ? 'Overwrite with yours' : 'Create it again'}
          </Button>
        </div>
      </SpaceBetween>
    </Container>
  );
}
