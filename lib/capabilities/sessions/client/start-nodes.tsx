'use client';
import type { Scope } from '@/lib/kernel/scope';
import { type Place, usePlaces } from './dock/use-places';
import type { ShellNode } from './shell-state';
import styles from './start-nodes.module.css';

/** On which nodes and with whose rights: grouped by place, each with its account's stripe. */
export function StartNodes({ nodes }: { nodes: readonly ShellNode[] }) {
  const placeOf = usePlaces();
  return (
    <ul className={styles.places} aria-label="Nodes">
      {byPlace(nodes).map(({ scope, names }) => (
        <li key={Object.values(scope).join(' ')} className={styles.place}>
          <Stripe place={placeOf(scope)} />
          <div>
            <div className={styles.names}>{names.join(', ')}</div>
            <div className={styles.where}>
              {placeOf(scope).account} · {scope.region} · as {placeOf(scope).role}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function byPlace(nodes: readonly ShellNode[]): readonly { scope: Scope; names: readonly string[] }[] {
  const groups = new Map<string, { scope: Scope; names: string[] }>();
  for (const { scope, name } of nodes) {
    const key = `${scope.account} ${scope.region} ${scope.role}`;
    const group = groups.get(key) ?? { scope, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const Stripe = ({ place }: { place: Place }) => (
  <span className={styles.stripe} style={{ background: place.colour }} />
);
