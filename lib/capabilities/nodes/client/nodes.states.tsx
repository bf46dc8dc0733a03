'use client';
import { useState } from 'react';
import type { Contribution, ViewStates } from '@/lib/contribution';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { managedNodeOf } from '../model';
import type { Fleet } from './fleet-listing';
import { type FleetNode, fleetNode } from './fleet-node';
import { NodesScreen } from './nodes-screen';
import type { ScopeProgress } from './scope-listing';

const scope: Scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };
const elsewhere: Scope = { ...scope, region: 'us-east-1' };

const unread: ScopeProgress = {
  scope,
  state: 'reading',
  read: 0,
  source: null,
  problem: null,
  tagsProblem: null,
  startedAt: null,
  readAt: null,
};
const done: ScopeProgress = { ...unread, state: 'done', source: 'DescribeInstanceProperties', readAt: 0 };

const failed = (at: Scope, problem: Problem): ScopeProgress => ({
  ...unread,
  scope: at,
  state: 'failed',
  problem,
});

const refusal = new Problem('forbidden', {
  message: 'QuarterdeckViewer may not perform ssm:DescribeInstanceInformation.',
  nextStep: 'Ask an administrator to add the statement to the role.',
  action: 'ssm:DescribeInstanceInformation',
  scope: elsewhere,
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a001',
  awsCode: 'AccessDeniedException',
  policy: '{\n  "Effect": "Allow",\n  "Action": "ssm:DescribeInstanceInformation",\n  "Resource": "*"\n}',
});
const throttled = new Problem('throttled', {
  message: 'AWS asks to slow down.',
  nextStep: 'The console goes on more slowly by itself.',
  action: 'ssm:DescribeInstanceProperties',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a002',
});
const broken = new Problem('upstream', {
  message: 'AWS answered ssm:DescribeInstanceProperties with InternalServerError.',
  nextStep: 'Try again; if it persists, quote the request id to AWS.',
  action: 'ssm:DescribeInstanceProperties',
  requestId: '7f1c2f1e-58b2-4c39-8f0e-9d0c63a0a003',
  awsCode: 'InternalServerError',
});

function madeNode(number: number): FleetNode[] {
  const node = managedNodeOf({
    InstanceId: `i-${number.toString(16).padStart(17, '0')}`,
    PingStatus: number % 9 === 0 ? 'ConnectionLost' : 'Online',
    PlatformType: 'Linux',
    PlatformName: 'Amazon Linux',
    PlatformVersion: '2023',
    AgentVersion: number % 4 === 0 ? '3.3.4177.0' : '3.3.4793.0',
    ComputerName: `web-${number}.example.internal`,
  });
  return node ? [fleetNode(scope, node, { Name: `web-${number}`, Environment: 'staging' })] : [];
}
const someNodes = Array.from({ length: 24 }, (_, number) => madeNode(number + 1)).flat();
const untagged = someNodes.map((node) => ({ ...node, tags: null }));

const fleets: Readonly<Record<string, Fleet>> = {
  loading: { nodes: [], scopes: [unread] },
  empty: { nodes: [], scopes: [done] },
  'no scope chosen': { nodes: [], scopes: [] },
  reading: { nodes: someNodes, scopes: [done, { ...unread, scope: elsewhere, read: 24 }] },
  partial: { nodes: someNodes, scopes: [done, failed(elsewhere, refusal)] },
  'tags refused': { nodes: untagged, scopes: [{ ...done, tagsProblem: refusal }] },
  stopped: { nodes: someNodes, scopes: [{ ...done, state: 'stopped', read: 24 }] },
  refused: { nodes: [], scopes: [failed(elsewhere, refusal)] },
  throttled: { nodes: [], scopes: [failed(scope, throttled)] },
  broken: { nodes: [], scopes: [failed(scope, broken)] },
  complete: { nodes: someNodes, scopes: [done] },
};

const noContributions: readonly Contribution[] = [];

function stateOf(fleet: Fleet) {
  return function NodesInState() {
    // Pressing Retry, Stop or Refresh here says so instead of calling anything.
    const [pressed, setPressed] = useState('');
    return (
      <>
        <output className="qd-hidden">{pressed}</output>
        <NodesScreen
          fleet={fleet}
          contributions={noContributions}
          onRefresh={() => setPressed('Refresh pressed')}
          onStop={() => setPressed('Stop pressed')}
          onResume={() => setPressed('Retry pressed')}
        />
      </>
    );
  };
}

/** "Filtered to empty" is any of these with a filter in the address: the table's state lives there. */
export const states: ViewStates = Object.fromEntries(
  Object.entries(fleets).map(([name, fleet]) => [name, stateOf(fleet)]),
);
