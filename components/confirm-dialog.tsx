'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import type { Problem } from '@/lib/kernel/problem';
import { ProblemAlert } from './states/problem-alert';

export interface ConfirmDialogProps {
  readonly title: string;
  /** Exactly what will be touched. */
  readonly children: ReactNode;
  /** The verb: "Terminate 2 sessions". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  /** Must be typed before confirming, for what cannot be taken back and is large. */
  readonly typeToConfirm?: string;
  readonly busy?: boolean;
  readonly problem?: Problem | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks once, showing what will be touched. A failure stays in the dialog, where it can be tried again. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const ready = props.typeToConfirm === undefined || typed === props.typeToConfirm;
  return (
    <Modal
      visible
      header={props.title}
      closeAriaLabel="Close"
      onDismiss={props.onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onCancel}>
              {props.cancelLabel ?? 'Cancel'}
            </Button>
            <Button variant="primary" loading={props.busy} disabled={!ready} onClick={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {props.problem && <ProblemAlert problem={props.problem} />}
        <div>{props.children}</div>
        {props.typeToConfirm !== undefined && (
          <FormField label={`Type ${props.typeToConfirm} to confirm`}>
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  );
}
