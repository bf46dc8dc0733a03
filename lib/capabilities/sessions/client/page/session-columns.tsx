import { CopyableId } from '@/components/copyable-id';
import type { Column } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { RowLink } from '@/components/row-link';
import { StatusBadge, type Tone } from '@/components/status-badge';
import { routes } from '@/lib/kernel/routes';
import { absoluteTime } from '@/lib/kernel/time';
import { endWords, isLiveSession } from '../../model';
import { type LoggedSession, notLogged } from './use-logging';

const tones: Record<string, Tone> = {
  Connecting: 'blue',
  Connected: 'green',
  Disconnected: 'amber',
  Terminating: 'grey',
  Terminated: 'grey',
  Failed: 'red',
};

export const SessionStatusBadge = ({ status }: { status: string }) => (
  <StatusBadge tone={tones[status] ?? 'grey'}>{status}</StatusBadge>
);

const whoWords = ({ ownerName, mine }: LoggedSession): string =>
  mine ? `${ownerName ?? 'You'} (you)` : (ownerName ?? '');

const timeCell = (atMs: number | null, why: string) =>
  atMs === null ? <Missing why={why} /> : <RelativeTime atMs={atMs} />;
const timeText = (atMs: number | null): string => (atMs === null ? '' : absoluteTime(atMs));

export const sessionColumns = (
  accountName: (account: string) => string,
): readonly Column<LoggedSession>[] => [
  {
    id: 'status',
    header: 'Status',
    width: 140,
    value: ({ status }) => status,
    cell: ({ status }) => <SessionStatusBadge status={status} />,
  },
  { id: 'owner', header: 'Who', width: 190, value: whoWords },
  {
    id: 'target',
    header: 'Node',
    width: 180,
    fixed: true,
    value: ({ target }) => target,
    cell: ({ scope, target }) => <RowLink href={routes.node(scope, target)}>{target}</RowLink>,
  },
  {
    id: 'started',
    header: 'Since',
    width: 96,
    value: ({ startedAt }) => startedAt,
    text: ({ startedAt }) => timeText(startedAt),
    cell: ({ startedAt }) => timeCell(startedAt, 'AWS did not say'),
  },
  {
    id: 'ended',
    header: 'Ended',
    width: 96,
    value: ({ endedAt }) => endedAt,
    text: ({ endedAt }) => timeText(endedAt),
    cell: (row) => timeCell(row.endedAt, isLiveSession(row) ? 'Still open' : 'AWS did not say'),
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 136,
    value: ({ reason }) => reason,
    cell: ({ reason }) => reason ?? <Missing why="No reason was given at the start" />,
  },
  {
    id: 'document',
    header: 'Document',
    width: 216,
    value: ({ document }) => document,
    cell: ({ document }) => document ?? <Missing why="AWS did not say" />,
  },
  {
    id: 'logged',
    header: 'Log',
    width: 120,
    value: ({ logWords }) => logWords,
    cell: ({ logWords }) =>
      logWords === notLogged ? (
        <StatusBadge tone="amber">{notLogged}</StatusBadge>
      ) : (
        (logWords ?? <Missing why="AWS names no log, and the session document could not be read" />)
      ),
  },
  { id: 'account', header: 'Account', width: 130, value: ({ scope }) => accountName(scope.account) },
  { id: 'region', header: 'Region', width: 110, value: ({ scope }) => scope.region },
  {
    id: 'why',
    header: 'Why it ended',
    width: 220,
    hiddenAtFirst: true,
    value: (row) => (isLiveSession(row) ? null : endWords(row)),
  },
  {
    id: 'id',
    header: 'Session ID',
    width: 320,
    hiddenAtFirst: true,
    value: ({ id }) => id,
    cell: ({ id }) => <CopyableId id={id} what="session ID" />,
  },
];

export const sessionProperties = (
  accountName: (account: string) => string,
): readonly FilterProperty<LoggedSession>[] => [
  {
    key: 'state',
    label: 'State',
    text: (row) => (isLiveSession(row) ? 'Live' : 'Past'),
    options: ['Live', 'Past'],
  },
  {
    key: 'status',
    label: 'Status',
    text: ({ status }) => status,
    options: ['Connected', 'Connecting', 'Disconnected', 'Terminating', 'Terminated', 'Failed'],
  },
  { key: 'owner', label: 'Who', text: whoWords },
  { key: 'target', label: 'Node', text: ({ target }) => target },
  { key: 'reason', label: 'Reason', text: ({ reason }) => reason ?? '' },
  { key: 'document', label: 'Document', text: ({ document }) => document ?? '' },
  { key: 'logged', label: 'Log', text: ({ logWords }) => logWords ?? '' },
  { key: 'account', label: 'Account', text: ({ scope }) => accountName(scope.account) },
  { key: 'region', label: 'Region', text: ({ scope }) => scope.region },
  { key: 'id', label: 'Session ID', text: ({ id }) => id },
];
