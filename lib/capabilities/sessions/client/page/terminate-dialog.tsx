'use client';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { CopyAsCli } from '@/components/copy-as-cli';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import { cliLines } from '@/lib/kernel/cli';
import { terminateSessionCli } from '../../cli';
import type { SessionsRouter } from '../../server/router';
import type { ScopedSession } from './use-session-list';

interface TerminateDialogProps {
  readonly sessions: readonly ScopedSession[];
  /** `changed`: something may have been ended, so lists are out of date. */
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
  return (
    <ConfirmDialog
      title={`Terminate ${sessionsWord(sessions.length)}?`}
      confirmLabel={`Terminate ${sessionsWord(sessions.length)}`}
      busy={terminate.isPending}
      problem={terminate.error ? problemOf(terminate.error) : null}
      onConfirm={() => terminate.mutate()}
      onCancel={() => onClose(terminate.isError)}
    >
      Cut off at once, with what runs in the shell:
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <strong>{session.mine ? 'You' : (session.ownerName ?? 'Somebody whom AWS does not name')}</strong>{' '}
            on {session.target}
            {session.reason ? ` (${session.reason})` : ''}
          </li>
        ))}
      </ul>
      <CopyAsCli
        command={() => cliLines(sessions.map(({ scope, id }) => terminateSessionCli(scope.region, id)))}
      />
    </ConfirmDialog>
  );
}

/** All of them are tried; the first refusal is thrown once the others are through. */
async function endAll<T>(items: readonly T[], end: (item: T) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(items.map(end));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
