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
import { Side, VersionSide, WhenSaved, whoSaved } from './side';

interface LostRaceProps {
  readonly draft: EditDraft;
  readonly verdict: Extract<PutOutcome, { outcome: 'lost-race' }>;
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onKeepYours: () => void;
  /** Saves theirs again, over yours. */
  readonly onRestore: (value: string) => void;
  readonly onMerge: (theirs: ParameterVersion) => void;
}

/** Both were written in the same moment and yours is the newer: theirs is in the history, and nobody saw it in force. */
export function LostRace({ draft, verdict, busy, problem, onKeepYours, onRestore, onMerge }: LostRaceProps) {
  const { scope, name, value } = draft;
  const { version, theirs } = verdict;
  const newest = theirs.at(-1);
  const restorable = newest?.value;
  return (
    <Container header={<Header variant="h2">Two saves at the same moment</Header>}>
      <SpaceBetween size="m">
        {problem}
        <Alert type="warning">
          <Words draft={draft} version={version} newest={newest} />
        </Alert>
        <div className={styles.sides}>
          {theirs.map((each) => (
            <VersionSide
              key={each.version}
              whose={`By ${whoSaved(each)}`}
              version={each}
              scope={scope}
              name={name}
            />
          ))}
          <Side title={`Yours · version ${version}, in force`}>
            <pre className={styles.value}>{value}</pre>
          </Side>
        </div>
        <div className={styles.row}>
          {newest && (
            <Button variant="primary" disabled={busy} onClick={() => onMerge(newest)}>
              Edit a merge
            </Button>
          )}
          <Button disabled={busy} onClick={onKeepYours}>
            Keep yours
          </Button>
          {newest && restorable != null && (
            <Button loading={busy} onClick={() => onRestore(restorable)}>
              {`Put version ${newest.version} back`}
            </Button>
          )}
        </div>
      </SpaceBetween>
    </Container>
  );
}

function Words(props: { draft: EditDraft; version: number; newest: ParameterVersion | undefined }) {
  const { draft, version, newest } = props;
  if (newest)
    return (
      <>
        {whoSaved(newest)} saved version {newest.version}
        <WhenSaved {...newest} />, while your save was on its way. Yours was written over it as version{' '}
        {version}.
      </>
    );
  if (version <= draft.base.version)
    return (
      <>
        Somebody deleted {draft.name} while your save was on its way. Yours made a new parameter, at version{' '}
        {version}.
      </>
    );
  return (
    <>
      Another version was saved while yours was on its way, and could not be read. Yours was written over it
      as version {version}.
    </>
  );
}
