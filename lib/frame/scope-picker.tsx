'use client';
import { useRef, useSyncExternalStore } from 'react';
import { DropPanel } from '@/components/drop-panel';
import { Icon } from '@/components/icon';
import type { OfferedPlace } from '../bff/me/contract';
import { AccountDots } from './account-dots';
import { recall, type ScopeChoice } from './scope-choice';
import styles from './scope-picker.module.css';
import { ScopeTree } from './scope-tree';
import { scopeWords } from './scope-words';
import { useMe, useScopeStore, useScopes } from './signed-in';

/** Where, and with whose rights: shows what is in force, opens into the tree of everything offered. */
export function ScopePicker() {
  const me = useMe();
  const store = useScopeStore();
  const scopes = useScopes();
  const choice = useSyncExternalStore(store.subscribe, store.getChoice, store.getChoice);
  const before = useRef(choice);
  const words = scopeWords(scopes, me.scopes);
  return (
    <DropPanel
      label="Accounts, Regions and roles"
      triggerLabel={`Scope: ${words}`}
      triggerClass={styles.trigger}
      trigger={
        <>
          <AccountDots scopes={scopes} />
          <span className={styles.words}>{words}</span>
          <Icon name="down" size={12} />
        </>
      }
      onOpen={() => {
        before.current = store.getChoice();
      }}
      onClose={() => store.rememberSince(before.current)}
    >
      {() => (
        <div className={styles.panel}>
          <RecentChoices
            choice={choice}
            offered={me.scopes}
            onRecall={(recent) => store.set(recall(choice, recent))}
          />
          <ScopeTree choice={choice} offered={me.scopes} onChoice={store.set} />
        </div>
      )}
    </DropPanel>
  );
}

function RecentChoices(props: {
  choice: ScopeChoice;
  offered: readonly OfferedPlace[];
  onRecall: (recent: ScopeChoice['recent'][number]) => void;
}) {
  if (props.choice.recent.length === 0) return null;
  return (
    <div className={styles.recent}>
      <h3 className={styles.heading}>Recent</h3>
      <ul className={styles.recentList}>
        {props.choice.recent.map((recent) => (
          <li key={recent.places.join()}>
            <button type="button" className={styles.recentButton} onClick={() => props.onRecall(recent)}>
              {recentWords(recent, props.choice, props.offered)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function recentWords(
  recent: ScopeChoice['recent'][number],
  choice: ScopeChoice,
  offered: readonly OfferedPlace[],
): string {
  const roles = { ...choice.roles, ...recent.roles };
  const scopes = offered.flatMap((place) => {
    const key = `${place.account}|${place.region}`;
    const role = roles[key] ?? place.roles[0]?.name;
    return recent.places.includes(key) && role
      ? [{ account: place.account, region: place.region, role }]
      : [];
  });
  return scopeWords(scopes, offered);
}
