'use client';
import { useState } from 'react';
import type { ViewStates } from '@/lib/contribution';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { PatchState } from '../contract';
import { complianceOf, type PatchRow } from '../model';
import { PatchingScreen } from './page/patching-page';
import type { PatchView } from './use-patch-fleet';

const scope: Scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };
const refusal = new Problem('forbidden', {
  message: 'QuarterdeckViewer may not perform ssm:DescribeInstancePatchStates.',
  nextStep: 'Ask an administrator to add the statement to the role.',
  action: 'ssm:DescribeInstancePatchStates',
  scope,
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a001',
  awsCode: 'AccessDeniedException',
  policy: '{\n  "Effect": "Allow",\n  "Action": "ssm:DescribeInstancePatchStates",\n  "Resource": "*"\n}',
});
const broken = new Problem('upstream', {
  message: 'AWS answered ssm:DescribeInstancePatchStates with InternalServerError.',
  nextStep: 'Try again; if it persists, quote the request id to AWS.',
  action: 'ssm:DescribeInstancePatchStates',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a003',
  awsCode: 'InternalServerError',
});

function madeState(nodeId: string, number: number): PatchState | null {
  if (number % 7 === 0) return null;
  const missing = number % 3;
  return {
    ...{ nodeId, baselineId: 'pb-0123456789abcdef0', patchGroup: number % 2 === 0 ? 'web' : null },
    ...{ operation: 'Scan', operationEndedAt: 1_790_000_000_000 - number * 3_600_000 },
    ...{ installed: 40, installedOther: 3, pendingReboot: 0, rejected: 0, missing, failed: 0 },
    ...{
      criticalNonCompliant: number % 6 === 1 ? 1 : 0,
      securityNonCompliant: missing,
      otherNonCompliant: 0,
    },
  };
}

function madeRow(number: number): PatchRow {
  const id = `i-${number.toString(16).padStart(17, '0')}`;
  const state = madeState(id, number);
  const high = state?.missing ?? 0;
  const none = { critical: 0, medium: 0, low: 0, informational: 0, unspecified: 0 };
  return {
    ...{ ...scope, accountName: 'Production', id, name: `web-${number}`, platformType: 'Linux' as const },
    ...{ state, compliance: complianceOf(state), nonCompliant: state && { ...none, high } },
  };
}
const someRows = Array.from({ length: 24 }, (_, number) => madeRow(number + 1));

interface Made {
  readonly rows?: readonly PatchRow[];
  readonly problem?: Problem;
  readonly scopesDone?: number;
}
const made: Readonly<Record<string, Made>> = {
  loading: { scopesDone: 0 },
  empty: {},
  reading: { rows: someRows, scopesDone: 1 },
  partial: { rows: someRows, problem: refusal },
  refused: { problem: refusal },
  broken: { problem: broken },
  complete: { rows: someRows },
};

function viewOf({ rows = [], problem, scopesDone = 2 }: Made, refresh: () => void): PatchView {
  const nodes = rows.map(({ id, name, platformType }) => ({ scope, id, name, platformType }));
  const problems = problem ? [{ scope, problem }] : [];
  const fleet = { nodes, states: new Map(), severities: new Map(), scopesTotal: 2, scopesDone, problems };
  return { fleet, rows, reading: scopesDone < 2, refresh };
}

function stateOf(what: Made) {
  return function PatchingInState() {
    // Pressing Retry or Refresh here says so instead of calling anything.
    const [pressed, setPressed] = useState('');
    return (
      <>
        <output className="qd-hidden">{pressed}</output>
        <PatchingScreen view={viewOf(what, () => setPressed('Refresh pressed'))} />
      </>
    );
  };
}

export const states: ViewStates = Object.fromEntries(
  Object.entries(made).map(([name, what]) => [name, stateOf(what)]),
);
