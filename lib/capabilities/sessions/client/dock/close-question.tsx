'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';

/** Asked once before a live shell is closed: what runs in it stops with it. */
export function CloseQuestion(props: { name: string; onKeep: () => void; onEnd: () => void }) {
  return (
    <Modal
      visible
      header={`End the session on ${props.name}?`}
      closeAriaLabel="Keep it open"
      onDismiss={props.onKeep}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onKeep}>
              Keep it open
            </Button>
            <Button variant="primary" onClick={props.onEnd}>
              End session
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      The shell and the programs that run in it stop.
    </Modal>
  );
}
