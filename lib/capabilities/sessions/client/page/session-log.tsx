'use client';
import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { download } from '@/components/download';
import { ProblemAlert } from '@/components/states/problem-alert';
import { problemOf, useBffCalls } from '@/lib/bff/client';
import { cloudWatchLogCli, s3LogCli } from '../../document-cli';
import type { LogPart } from '../../document-contract';
import { readableLog } from '../../readable-log';
import type { SessionsRouter } from '../../server/router';
import styles from './sessions-page.module.css';
import type { ScopedSession } from './use-session-list';

type From = 'cloudwatch' | 's3';
const placeNames: Record<From, string> = { s3: 'S3', cloudwatch: 'CloudWatch Logs' };

interface ReadSoFar extends LogPart {
  readonly from: From;
}

/** The log of a past session, read at a press: what was typed in a shell may hold secrets. */
export function SessionLog({ session, places }: { session: ScopedSession; places: readonly From[] }) {
  const calls = useBffCalls<{ sessions: SessionsRouter }>();
  const [log, setLog] = useState<ReadSoFar | null>(null);
  const read = useMutation({
    mutationFn: async ({ from, before }: { from: From; before: ReadSoFar | null }) => {
      const next = before?.next ?? null;
      const { scope, id: sessionId } = session;
      const part = await calls.sessions.readLog.mutate({ scope, sessionId, from, next });
      setLog({ ...part, text: (before?.text ?? '') + part.text, from });
    },
  });
  return (
    <section className={styles.log} aria-label="Log">
      <div className={styles.head}>
        {places.map((from) => (
          <Button
            key={from}
            loading={read.isPending && read.variables.from === from}
            onClick={() => read.mutate({ from, before: null })}
          >
            Read log from {placeNames[from]}
          </Button>
        ))}
        {log && (
          <>
            <Button onClick={() => download(`${session.id}.log`, log.text, 'text/plain')}>
              {log.next === null ? 'Download' : 'Download what was read'}
            </Button>
            <CopyAsCli command={() => cliOf(session, log)} />
            <span className={styles.counts}>{log.place}</span>
          </>
        )}
      </div>
      {read.error && <ProblemAlert problem={problemOf(read.error)} />}
      {log && <LogText text={readableLog(log.text)} />}
      {log?.next && (
        <Button loading={read.isPending} onClick={() => read.mutate({ from: log.from, before: log })}>
          Read on
        </Button>
      )}
    </section>
  );
}

const cliOf = ({ scope, id }: ScopedSession, { from, place }: ReadSoFar): string =>
  from === 's3'
    ? s3LogCli(scope.region, place)
    : cloudWatchLogCli(scope.region, place.split(', ')[0] ?? '', id);

// What scrolls must be reachable with the keyboard (axe: scrollable-region-focusable); the linter knows no such case.
const scrolls = { tabIndex: 0 } as const;

const LogText = ({ text }: { text: string }) =>
  text === '' ? (
    <p className={styles.counts}>The log is empty.</p>
  ) : (
    <section {...scrolls} className={styles.logText} aria-label="Log text">
      {text}
    </section>
  );
