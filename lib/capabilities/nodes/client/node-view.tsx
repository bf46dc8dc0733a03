'use client';
import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { Suspense, useEffect, useMemo } from 'react';
import { CopyAsCli } from '@/components/copy-as-cli';
import { CopyableId } from '@/components/copyable-id';
import { PageHead } from '@/components/page-head';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { ProblemAlert } from '@/components/states/problem-alert';
import { Trail } from '@/components/trail';
import type { Contribution } from '@/lib/contribution';
import { AccountDots } from '@/lib/frame/account-dots';
import { useActionContext } from '@/lib/frame/action-context';
import { rememberThing } from '@/lib/frame/recent-things';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { routes } from '@/lib/kernel/routes';
import type { Scope } from '@/lib/kernel/scope';
import { getCommand } from '../cli';
import type { FleetNode } from './fleet-node';
import { actionsOf, NodeActionBar } from './node-action-bar';
import { NodeOverview } from './node-overview';
import { NodeStateBadge } from './node-state-badge';
import styles from './nodes.module.css';
import { type NodeRead, useNode } from './use-node';

interface NodeViewProps {
  readonly scope: Scope;
  readonly id: string;
  readonly tab: string;
  readonly contributions: readonly Contribution[];
}

/** A node's page: who it is and what can be done on top, what is known of it in tabs. */
export function NodeView({ scope, id, tab, contributions }: NodeViewProps) {
  const read = useNode(scope, id);
  useRemember(read.node);
  if (read.problem && !read.node) return <ProblemAlert problem={read.problem} onRetry={read.retry} />;
  if (!read.node) return <PageSkeleton title={id} trail={<NodeTrail name={id} />} />;
  return (
    <div className={styles.nodePage}>
      {read.problem && <ProblemAlert problem={read.problem} onRetry={read.retry} />}
      <NodeHeader node={read.node} read={read} contributions={contributions} />
      <NodeTabs node={read.node} read={read} tab={tab} contributions={contributions} />
    </div>
  );
}

const nodesStep = { label: 'Nodes', href: routes.nodes() };
const NodeTrail = ({ name }: { name: string }) => <Trail steps={[nodesStep]} end={name} />;

function useRemember(node: FleetNode | null): void {
  const label = node?.name;
  const href = node && routes.node(node.scope, node.id);
  const hint = node?.id;
  useEffect(() => {
    if (label && href && hint) rememberThing(sessionStorage, { label, href, hint });
  }, [label, href, hint]);
}

interface PartProps {
  readonly node: FleetNode;
  readonly read: NodeRead;
  readonly contributions: readonly Contribution[];
}

function NodeHeader({ node, read, contributions }: PartProps) {
  const me = useMe();
  const actions = useMemo(() => actionsOf(contributions), [contributions]);
  const nodes = useMemo(() => [node], [node]);
  const source = read.source ?? 'DescribeInstanceProperties';
  return (
    <PageHead
      title={node.name}
      trail={<NodeTrail name={node.name} />}
      under={
        <div className={styles.under}>
          <NodeStateBadge state={node.state} />
          <CopyableId id={node.id} what="node ID" />
          <span>
            <AccountDots scopes={[node.scope]} /> {placeWords(node.scope, me.scopes)}
          </span>
        </div>
      }
    >
      <Button iconName="refresh" ariaLabel="Refresh" onClick={read.retry} />
      <CopyAsCli command={() => getCommand(node.scope, node.id, source)} />
      <NodeActionBar actions={actions} nodes={nodes} shortcuts />
    </PageHead>
  );
}

function NodeTabs({ node, read, tab, contributions }: PartProps & { tab: string }) {
  const { go } = useActionContext();
  const contributed = contributions.flatMap(({ nodeTabs }) => nodeTabs ?? []);
  const tabs = [
    {
      id: 'overview',
      label: 'Overview',
      content: <NodeOverview node={node} read={read} contributions={contributions} />,
    },
    ...contributed.map(({ id, label, Component }) => ({
      id,
      label,
      content: (
        <Suspense fallback={<p>Reading…</p>}>
          <Component node={node} />
        </Suspense>
      ),
    })),
  ];
  return (
    <Tabs
      ariaLabel={`Node ${node.name}`}
      tabs={tabs}
      activeTabId={tabs.some(({ id }) => id === tab) ? tab : 'overview'}
      onChange={({ detail }) => go(routes.node(node.scope, node.id, detail.activeTabId))}
    />
  );
}
