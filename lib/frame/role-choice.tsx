'use client';
import { EmptyState } from '@/components/states/empty-state';
import type { OfferedPlace } from '../bff/me/contract';
import styles from './role-choice.module.css';
import { takeRole } from './scope-choice';
import { placeWords } from './scope-words';
import { useMe, useScopeStore } from './signed-in';

/** Asks with whose rights a link is to be opened. One press takes the role at that place, from then on. */
export function RoleChoice({ place, what }: { place: OfferedPlace; what: string }) {
  const me = useMe();
  const store = useScopeStore();
  return (
    <EmptyState
      title={`Which role in ${placeWords(place, me.scopes)}?`}
      text={`You may take several roles there, and none is in force. Choose one to open ${what}.`}
      action={
        <div className={styles.roles}>
          {place.roles.map(({ name, label }) => (
            <button
              key={name}
              type="button"
              className={styles.role}
              title={name}
              onClick={() => store.set(takeRole(store.getChoice(), place, name))}
            >
              {label}
            </button>
          ))}
        </div>
      }
    />
  );
}
