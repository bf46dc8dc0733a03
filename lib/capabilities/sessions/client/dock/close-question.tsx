'use client';
import { ConfirmDialog } from '@/components/confirm-dialog';

/** Asked once before live shells are closed: what runs in them stops with them. */
export function CloseQuestion(props: {
  count: number;
  names: readonly string[];
  onKeep: () => void;
  onEnd: () => void;
}) {
  const [only] = props.names;
  const one = props.count === 1;
  return (
    <ConfirmDialog
      title={one ? `End the session on ${only}?` : `End ${props.count} sessions?`}
      confirmLabel={one ? 'End session' : `End ${props.count} sessions`}
      cancelLabel={one ? 'Keep it open' : 'Keep them open'}
      onConfirm={props.onEnd}
      onCancel={props.onKeep}
    >
      {one
        ? 'The shell and the programs that run in it stop.'
        : `The shells on ${props.names.join(', ')} and the programs that run in them stop.`}
    </ConfirmDialog>
  );
}
