'use client';
import { useState } from 'react';
import type { ViewStates } from '@/lib/contribution';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { SessionsScreen } from './page/sessions-page';
import type { LoggedSession } from './page/use-logging';
import type { SessionList } from './page/use-session-list';

const scope: Scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };
const refusal = new Problem('forbidden', {
  message: 'QuarterdeckViewer may not perform ssm:DescribeSessions.',
  nextStep: 'Ask an administrator to add the statement to the role.',
  action: 'ssm:DescribeSessions',
  scope,
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a001',
  awsCode: 'AccessDeniedException',
  policy: '{\n  "Effect": "Allow",\n  "Action": "ssm:DescribeSessions",\n  "Resource": "*"\n}',
});
const broken = new Problem('upstream', {
  message: 'AWS answered ssm:DescribeSessions with InternalServerError.',
  nextStep: 'Try again; if it persists, quote the request id to AWS.',
  action: 'ssm:DescribeSessions',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a003',
  awsCode: 'InternalServerError',
});

const statuses = ['Connected', 'Connected', 'Disconnected', 'Terminating', 'Terminated', 'Failed'] as const;

function madeSession(status: (typeof statuses)[number], number: number): LoggedSession {
  const person = number % 2 === 0 ? 'ada@example.com' : 'olu@example.com';
  const startedAt = 1_790_000_000_000 - number * 5_400_000;
  const over = status === 'Terminated' || status === 'Failed';
  return {
    ...{
      scope,
      id: `${person}-0a1b2c3d4e5f6070${number}`,
      target: `i-${number.toString(16).padStart(17, '0')}`,
    },
    ...{
      status,
      startedAt,
      endedAt: over ? startedAt + 1_800_000 : null,
      document: 'SSM-SessionManagerRunShell',
    },
    ...{
      owner: person,
      ownerName: person,
      mine: number % 2 === 0,
      details: null,
      s3Url: null,
      cloudWatchUrl: null,
    },
    ...{
      reason: number % 3 === 0 ? 'Disk alarm' : null,
      logWords: over ? 'S3 and CloudWatch Logs' : 'Not logged',
    },
  };
}
const someSessions = statuses.map(madeSession);

const made: Readonly<Record<string, Partial<SessionList> & { readonly rows?: readonly LoggedSession[] }>> = {
  loading: { loading: true },
  empty: {},
  partial: { rows: someSessions, problems: [refusal] },
  refused: { problems: [refusal] },
  broken: { problems: [broken] },
  'more to read': { rows: someSessions, hasMore: true },
  complete: { rows: someSessions },
};

function stateOf({ rows = [], ...over }: (typeof made)[string]) {
  return function SessionsInState() {
    // Pressing Retry, Refresh or Load older here says so instead of calling anything.
    const [pressed, setPressed] = useState('');
    const list: SessionList = {
      ...{ rows, loading: false, problems: [], hasMore: false, loadingMore: false },
      refresh: () => setPressed('Refresh pressed'),
      loadMore: async () => setPressed('Load older pressed'),
      ...over,
    };
    return (
      <>
        <output className="qd-hidden">{pressed}</output>
        <SessionsScreen list={list} rows={rows} />
      </>
    );
  };
}

export const states: ViewStates = Object.fromEntries(
  Object.entries(made).map(([name, what]) => [name, stateOf(what)]),
);
