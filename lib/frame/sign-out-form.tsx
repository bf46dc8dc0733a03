'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Problem } from '../kernel/problem';
import type { LiveWork } from './live-work';

interface SignOutFormProps {
  readonly works: readonly LiveWork[];
  readonly kept: ReadonlySet<string>;
  readonly onKeep: (id: string, keep: boolean) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export function SignOutForm(props: SignOutFormProps) {
  const shells = props.works.filter(({ kind }) => kind === 'shell');
  const edits = props.works.filter(({ kind }) => kind === 'edit');
  return (
    <Modal
      visible
      header="Sign out"
      closeAriaLabel="Close"
      onDismiss={props.onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onCancel}>
              Stay signed in
            </Button>
            <Button variant="primary" loading={props.busy} onClick={props.onConfirm}>
              Sign out
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {props.problem && <ProblemAlert problem={props.problem} />}
        {shells.length > 0 && <Shells shells={shells} kept={props.kept} onKeep={props.onKeep} />}
        {edits.length > 0 && (
          <div>Unsaved and lost by signing out: {edits.map(({ label }) => label).join(', ')}.</div>
        )}
        {props.works.length === 0 && <div>The console forgets you in this browser.</div>}
      </SpaceBetween>
    </Modal>
  );
}

function Shells(props: { shells: readonly LiveWork[] } & Pick<SignOutFormProps, 'kept' | 'onKeep'>) {
  return (
    <fieldset style={{ margin: 0, padding: 0, border: 0 }}>
      <legend>Sessions to terminate. One left out stays open on its node until it times out there.</legend>
      {props.shells.map(({ id, label }) => (
        <Checkbox
          key={id}
          checked={!props.kept.has(id)}
          onChange={({ detail }) => props.onKeep(id, !detail.checked)}
        >
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}
