'use client';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '@/components/relative-time';
import { StatusBadge } from '@/components/status-badge';
import { problemOf, useBff } from '@/lib/bff/client';
import type { Contribution } from '@/lib/contribution';
import type { NodesRouter } from '../server/router';
import type { FleetNode } from './fleet-node';
import { actionsOf } from './node-action-bar';
import { agentFacts, FactList, machineFacts, managementFacts } from './node-facts';
import styles from './nodes.module.css';
import { TagsEditor } from './tags-editor';
import type { NodeRead } from './use-node';

interface NodeOverviewProps {
  readonly node: FleetNode;
  readonly read: NodeRead;
  readonly contributions: readonly Contribution[];
}

/** Facts in three columns with where they come from, the connection right now, and the tags. */
export function NodeOverview({ node, read, contributions }: NodeOverviewProps) {
  return (
    <div className={styles.overview}>
      <SessionReasons node={node} contributions={contributions} />
      <Container
        header={
          <Header variant="h2" description={<FactsSource read={read} />}>
            Facts
          </Header>
        }
      >
        <div className={styles.columns}>
          <div>
            <h3>Agent</h3>
            <Connection node={node} />
            <FactList facts={agentFacts(node)} className={styles.facts} />
          </div>
          <div>
            <h3>Machine</h3>
            <FactList facts={machineFacts(node)} className={styles.facts} />
          </div>
          <div>
            <h3>Management</h3>
            <FactList facts={managementFacts(node)} className={styles.facts} />
          </div>
        </div>
      </Container>
      <TagsEditor node={node} problem={read.tagsProblem} />
    </div>
  );
}

function FactsSource({ read }: { read: NodeRead }) {
  return (
    <>
      From SSM {read.source}, read <RelativeTime atMs={read.readAt} />
    </>
  );
}

/** Why an action cannot be taken on this node, in full: not only on a button's hover. */
function SessionReasons({ node, contributions }: Pick<NodeOverviewProps, 'node' | 'contributions'>) {
  const reasons = actionsOf(contributions).flatMap(({ label, appliesTo }) => {
    const can = appliesTo([node]);
    return can === true ? [] : [{ label, can }];
  });
  return reasons.map(({ label, can }) => (
    <p key={label} className={styles.why}>
      <strong>{label}:</strong> {can}
    </p>
  ));
}

/** GetConnectionStatus is fresher than the ping status: it says whether the agent listens for sessions now. */
function Connection({ node }: { node: FleetNode }) {
  const bff = useBff<{ nodes: NodesRouter }>();
  const { scope, id } = node;
  const connection = useQuery(bff.nodes.connection.queryOptions({ scope, id }));
  return (
    <dl className={styles.facts}>
      <dt>Session channel</dt>
      <dd title="From SSM GetConnectionStatus">
        {connection.data === undefined && !connection.error && 'Asking…'}
        {connection.error && (
          <StatusBadge tone="grey" title={problemOf(connection.error).message}>
            Not known
          </StatusBadge>
        )}
        {connection.data?.status === 'connected' && <StatusBadge tone="green">Connected</StatusBadge>}
        {connection.data?.status === 'notconnected' && <StatusBadge tone="red">Not connected</StatusBadge>}
      </dd>
    </dl>
  );
}
