'use client';
import { useState } from 'react';
import type { ViewStates } from '@/lib/contribution';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterDetail, ParameterVersion } from '../contract';
import { LostRace } from './detail/lost-race';
import { Stopped } from './detail/stopped';
import { beginEdit } from './edit-draft';
import { ParametersScreen } from './list/parameters-page';
import { PlainValues } from './plain-values';
import type { Listing, ScopeProgress } from './scoped-listing';
import { type ScopedParameter, scopedParameter } from './use-parameters';

const scope: Scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };
const elsewhere: Scope = { ...scope, region: 'us-east-1' };
const changedAt = Date.UTC(2026, 10, 20, 9, 30);
const olu = 'urn:made-up:assumed-role/QuarterdeckOperator/olu';

const detail: ParameterDetail = {
  name: '/prod/checkout/db/host',
  type: 'String',
  version: 7,
  value: 'db-1.internal',
  changedAt,
  changedBy: olu,
  tier: 'Standard',
  keyId: null,
  description: 'Writer endpoint',
  dataType: 'text',
  allowedPattern: null,
  tags: [],
  policies: [],
};
const secret: ParameterDetail = {
  ...detail,
  name: '/prod/checkout/db/password',
  type: 'SecureString',
  value: null,
  keyId: 'alias/aws/ssm',
};

const rows: readonly ScopedParameter[] = [
  detail,
  secret,
  { ...detail, name: '/prod/checkout/flags', type: 'StringList' as const, version: 12 },
  ...Array.from({ length: 20 }, (_, at) => ({
    ...detail,
    name: `/prod/search/shard-${at}/url`,
    version: at + 1,
  })),
].map((row) => scopedParameter(row, scope));

const progress = (
  at: Scope,
  state: ScopeProgress['state'],
  read: number,
  problem: Problem | null = null,
) => ({
  scope: at,
  state,
  read,
  problem,
});
const refusal = new Problem('forbidden', {
  message: 'QuarterdeckViewer may not perform ssm:DescribeParameters.',
  nextStep: 'Ask an administrator to add the statement to the role.',
  action: 'ssm:DescribeParameters',
  scope: elsewhere,
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0b001',
  awsCode: 'AccessDeniedException',
  policy: '{\n  "Effect": "Allow",\n  "Action": "ssm:DescribeParameters",\n  "Resource": "*"\n}',
});
const throttled = new Problem('throttled', {
  message: 'AWS asks us to slow down (ssm:DescribeParameters).',
  nextStep: 'Calls in this account and Region go on at a lower rate. Try again in a moment.',
  action: 'ssm:DescribeParameters',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0b002',
});
const broken = new Problem('upstream', {
  message: 'AWS failed ssm:DescribeParameters: InternalServerError.',
  nextStep: 'Try again in a moment.',
  action: 'ssm:DescribeParameters',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0b003',
});

const listings: Readonly<Record<string, Listing<ScopedParameter>>> = {
  loading: { items: [], scopes: [progress(scope, 'reading', 0)] },
  empty: { items: [], scopes: [progress(scope, 'done', 0)] },
  'no scope chosen': { items: [], scopes: [] },
  reading: { items: rows, scopes: [progress(scope, 'done', 23), progress(elsewhere, 'reading', 0)] },
  partial: { items: rows, scopes: [progress(scope, 'done', 23), progress(elsewhere, 'failed', 0, refusal)] },
  stopped: { items: rows, scopes: [progress(scope, 'stopped', 23)] },
  refused: { items: [], scopes: [progress(elsewhere, 'failed', 0, refusal)] },
  throttled: { items: [], scopes: [progress(scope, 'failed', 0, throttled)] },
  broken: { items: [], scopes: [progress(scope, 'failed', 0, broken)] },
  complete: { items: rows, scopes: [progress(scope, 'done', 23)] },
};

const values = new PlainValues({
  read: async (_, names) => names.map((name) => ({ name, version: 1, value: `value of ${name}` })),
  soon: (call) => setTimeout(call),
});

function stateOf(listed: Listing<ScopedParameter>) {
  return function ParametersInState() {
    // Pressing Retry, Stop or Refresh here says so instead of calling anything.
    const [pressed, setPressed] = useState('');
    return (
      <>
        <output className="qd-hidden">{pressed}</output>
        <ParametersScreen
          listed={listed}
          values={values}
          onRefresh={() => setPressed('Refresh pressed')}
          onStop={() => setPressed('Stop pressed')}
          onResume={() => setPressed('Retry pressed')}
        />
      </>
    );
  };
}

const theirs: ParameterVersion = {
  version: 8,
  type: 'String',
  value: 'db-2.internal',
  changedAt,
  changedBy: olu,
  labels: [],
  description: null,
};
const nothing = () => undefined;

const stoppedOf = (of: ParameterDetail, theirVersion: ParameterVersion | null) => () => (
  <Stopped
    draft={{ ...beginEdit(scope, of), value: 'db-3.internal' }}
    verdict={{ outcome: 'stopped', theirs: theirVersion, base: null }}
    busy={false}
    problem={null}
    onKeepTheirs={nothing}
    onOverwrite={nothing}
    onMerge={nothing}
  />
);

const lostRaceOf = (version: number, all: readonly ParameterVersion[]) => () => (
  <LostRace
    draft={{ ...beginEdit(scope, detail), value: 'db-3.internal' }}
    verdict={{ outcome: 'lost-race', version, theirs: all }}
    busy={false}
    problem={null}
    onKeepYours={nothing}
    onRestore={nothing}
    onMerge={nothing}
  />
);

/** "Filtered to empty" is any of the lists with a filter or a path in the address: both live there. */
export const states: ViewStates = {
  ...Object.fromEntries(Object.entries(listings).map(([name, listed]) => [name, stateOf(listed)])),
  'stopped save': stoppedOf(detail, theirs),
  'stopped save of a secret': stoppedOf(secret, { ...theirs, type: 'SecureString', value: null }),
  'deleted meanwhile': stoppedOf(detail, null),
  'lost race': lostRaceOf(9, [theirs]),
  'lost race against a deletion': lostRaceOf(1, []),
};
