'use client';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useQuery } from '@tanstack/react-query';
import { CopyAsCli } from '@/components/copy-as-cli';
import { CopyButton } from '@/components/copy-button';
import { CopyableId } from '@/components/copyable-id';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { useBff } from '@/lib/bff/client';
import { resumeSessionCli } from '../../cli';
import { endWords, isLiveSession, loggingWords } from '../../model';
import type { SessionsRouter } from '../../server/router';
import { SessionStatusBadge } from './session-columns';
import { SessionLog } from './session-log';
import type { ScopedSession } from './use-session-list';

/** Everything AWS tells of one session, who ended it, and where it is or was logged. */
export function SessionDetails({ session }: { session: ScopedSession }) {
  const live = isLiveSession(session);
  return (
    <>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Session ID', value: <CopyableId id={session.id} what="session ID" /> },
          { label: 'Status', value: <SessionStatusBadge status={session.status} /> },
          { label: 'Who', value: session.owner ?? <Missing why="AWS did not say" /> },
          { label: 'Node', value: <CopyableId id={session.target} what="node ID" /> },
          { label: 'Started', value: <Time atMs={session.startedAt} why="AWS did not say" /> },
          {
            label: 'Ended',
            value: <Time atMs={session.endedAt} why={live ? 'Still open' : 'AWS did not say'} />,
          },
          { label: 'Reason', value: session.reason ?? <Missing why="No reason was given at the start" /> },
          { label: 'Why it ended', value: live ? <Missing why="Still open" /> : endWords(session) },
          { label: 'Ended by', value: <EndedByWords session={session} /> },
          { label: 'Document', value: session.document ?? <Missing why="AWS did not say" /> },
          { label: 'Logging', value: <LoggingWords session={session} /> },
          ...(live && session.mine
            ? [
                {
                  label: 'Resume',
                  value: <CopyAsCli command={() => resumeSessionCli(session.scope.region, session.id)} />,
                },
              ]
            : []),
        ]}
      />
      {!live && <PastLog key={session.id} session={session} />}
    </>
  );
}

/** The way to a past session's log, or why there is none. */
function PastLog({ session }: { session: ScopedSession }) {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { scope, document, s3Url, cloudWatchUrl } = session;
  const { data } = useQuery(
    bff.sessions.document.queryOptions({ scope, documentName: document ?? undefined }),
  );
  const logging = data?.logging;
  const says = logging?.is === 'logged' ? logging : null;
  const places = [
    ...(s3Url || says?.s3 ? (['s3'] as const) : []),
    ...(cloudWatchUrl || says?.cloudWatch ? (['cloudwatch'] as const) : []),
  ];
  if (places.length > 0) return <SessionLog session={session} places={places} />;
  if (logging?.is !== 'not-logged') return null;
  return <p>There is no log: {data?.name} names no place to keep one.</p>;
}

const Time = ({ atMs, why }: { atMs: number | null; why: string }) =>
  atMs === null ? <Missing why={why} /> : <RelativeTime atMs={atMs} />;

function EndedByWords({ session }: { session: ScopedSession }) {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { id, scope, startedAt, endedAt } = session;
  const over = startedAt !== null && endedAt !== null;
  const { data, isError } = useQuery({
    ...bff.sessions.endedBy.queryOptions({
      scope,
      sessionId: id,
      startedAt: startedAt ?? 0,
      endedAt: endedAt ?? 0,
    }),
    enabled: over,
  });
  if (!over) return <Missing why="Still open" />;
  if (isError) return <Missing why="CloudTrail could not be read just now" />;
  if (!data) return <span>Reading CloudTrail</span>;
  return data.known ? <span>{data.who}</span> : <Missing why={data.why} />;
}

/** AWS's address of a log is long and of its own console: its name is enough, the address on hover and to copy. */
const LogPlace = ({ name, url }: { name: string; url: string | null }) =>
  url !== null && (
    <span title={url}>
      {name} <CopyButton text={url} label={`Copy the log’s address in ${name}`} />
    </span>
  );

/** AWS's own word for a past session, else what the session document says now. */
function LoggingWords({ session }: { session: ScopedSession }) {
  const bff = useBff<{ sessions: SessionsRouter }>();
  const { s3Url, cloudWatchUrl } = session;
  const { data, isError } = useQuery({
    ...bff.sessions.document.queryOptions({
      scope: session.scope,
      documentName: session.document ?? undefined,
    }),
    enabled: s3Url === null && cloudWatchUrl === null,
  });
  if (s3Url !== null || cloudWatchUrl !== null)
    return (
      <>
        <LogPlace name="S3" url={s3Url} /> <LogPlace name="CloudWatch Logs" url={cloudWatchUrl} />
      </>
    );
  if (isError) return <Missing why="The session document could not be read" />;
  if (!data) return <span>Reading the session document</span>;
  if (data.logging.is === 'unknown') return <Missing why={data.logging.why} />;
  return (
    <>
      {loggingWords(data.logging)}, as {data.name} says now
    </>
  );
}
