'use client';
import { Suspense } from 'react';
import { CopyableId } from '@/components/copyable-id';
import { Icon } from '@/components/icon';
import { RowLink } from '@/components/row-link';
import type { Contribution } from '@/lib/contribution';
import { AccountDots } from '@/lib/frame/account-dots';
import { placeWords } from '@/lib/frame/scope-words';
import { useMe } from '@/lib/frame/signed-in';
import { routes } from '@/lib/kernel/routes';
import type { FleetNode } from './fleet-node';
import { actionsOf, NodeActionBar } from './node-action-bar';
import { agentFacts, FactList } from './node-facts';
import { NodeStateBadge } from './node-state-badge';
import styles from './nodes.module.css';

interface NodePanelProps {
  readonly node: FleetNode;
  readonly contributions: readonly Contribution[];
  readonly onClose: () => void;
}

/** The selected node beside the list: what it is, why it may not take a session, what other rooms know of it. */
export function NodePanel({ node, contributions, onClose }: NodePanelProps) {
  const me = useMe();
  const actions = actionsOf(contributions);
  const nodes = [node];
  const reasons = [...new Set(actions.map((action) => action.appliesTo(nodes)))].filter(
    (reason) => reason !== true,
  );
  return (
    <aside className={styles.panel} aria-label={`Node ${node.name}`}>
      <div className={styles.panelHead}>
        <h2 className={styles.panelName}>{node.name}</h2>
        <button type="button" className={styles.close} aria-label="Close panel" onClick={onClose}>
          <Icon name="close" size={12} />
        </button>
      </div>
      <div>
        <NodeStateBadge state={node.state} />
        <div>
          <CopyableId id={node.id} what="node ID" />
        </div>
        <AccountDots scopes={[node.scope]} /> {placeWords(node.scope, me.scopes)}
      </div>
      <div className={styles.actions}>
        <NodeActionBar actions={actions} nodes={nodes} />
        <RowLink href={routes.node(node.scope, node.id)}>Open node page</RowLink>
      </div>
      {reasons.map((reason) => (
        <p key={reason} className={styles.why}>
          {reason}
        </p>
      ))}
      <FactList facts={agentFacts(node)} className={styles.facts} />
      <PanelTags node={node} />
      {contributions
        .flatMap(({ nodePanels }) => nodePanels ?? [])
        .map(({ id, title, Component }) => (
          <section key={id} className={styles.panelSection}>
            <h3>{title}</h3>
            <Suspense fallback="Reading…">
              <Component node={node} />
            </Suspense>
          </section>
        ))}
    </aside>
  );
}

function PanelTags({ node: { tags } }: { node: FleetNode }) {
  const entries = Object.entries(tags ?? {});
  return (
    <section className={styles.panelSection}>
      <h3>Tags</h3>
      {tags === null && 'Not read yet, or not allowed to be.'}
      {tags !== null && entries.length === 0 && 'None.'}
      <dl className={styles.tagTable}>
        {entries.flatMap(([key, value]) => [
          <dt key={`${key} key`}>{key}</dt>,
          <dd key={key}>{value || '–'}</dd>,
        ])}
      </dl>
    </section>
  );
}
