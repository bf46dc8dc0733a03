'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { CopyButton } from '@/components/copy-button';
import { ProblemAlert } from '@/components/states/problem-alert';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import { cliLines } from '@/lib/kernel/cli';
import { terminateSessionCli } from '../../cli';
import type { SessionsRouter } from '../../server/router';
import type { ScopedSession } from './use-session-list';

interface TerminateDialogProps {
  readonly sessions: readonly ScopedSession[];
  /** `changed`: something was ended, so lists are out of date. */
  readonly onClose: (changed: boolean) => void;
}

const sessionsWord = (count: number): string => (count === 1 ? '1 session' : `${count} sessions`);

/** Names everybody it cuts off before it does so. */
export function TerminateDialog({ sessions, onClose }: TerminateDialogProps) {
  const calls = useBffCalls<{ sessions: SessionsRouter }>();
  const terminate = useMutation({
    mutationFn: () =>
      endAll(sessions, ({ scope, id }) => calls.sessions.terminate.mutate({ scope, sessionId: id })),
    onSuccess: () => {
      notices.add({ kind: 'success', text: `${sessionsWord(sessions.length)} terminated.` });
      onClose(true);
    },
  });
  const cli = cliLines(sessions.map(({ scope, id }) => terminateSessionCli(scope.region, id)));
  return (
    <Modal
      visible
      header={`Terminate ${sessionsWord(sessions.length)}?`}
      closeAriaLabel="Close"
      onDismiss={() => onClose(terminate.isError)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            <CopyButton text={cli} label="Copy as CLI" />
            <Button variant="link" onClick={() => onClose(terminate.isError)}>
              Cancel
            </Button>
            <Button variant="primary" loading={terminate.isPending} onClick={() => terminate.mutate()}>
              Terminate
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {terminate.error && <ProblemAlert problem={problemOf(terminate.error)} />}
        <div>This cuts off, at once, with what runs in the shell:</div>
        <ul style={{ margin: 0 }}>
          {sessions.map((session) => (
            <li key={session.id}>
              <strong>{session.mine ? 'You' : (session.ownerName ?? 'Somebody AWS does not name')}</strong> on{' '}
              {session.target}
              {session.reason ? ` (${session.reason})` : ''}
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </Modal>
  );
}

/** All of them are tried; the first refusal is thrown once the others are through. */
async function endAll<T>(items: readonly T[], end: (item: T) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(items.map(end));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
