'use client';
import { ConfirmDialog } from '@/components/confirm-dialog';

/** Asked once before a live shell is closed: what runs in it stops with it. */
export function CloseQuestion(props: { name: string; onKeep: () => void; onEnd: () => void }) {
  return (
    <ConfirmDialog
      title={`End the session on ${props.name}?`}
      confirmLabel="End session"
      cancelLabel="Keep it open"
      onConfirm={props.onEnd}
      onCancel={props.onKeep}
    >
      The shell and the programs that run in it stop.
    </ConfirmDialog>
  );
}
