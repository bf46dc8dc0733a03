'use client';
import { useState } from 'react';
import { DropPanel } from '@/components/drop-panel';
import { Icon } from '@/components/icon';
import { RelativeTime } from '@/components/relative-time';
import styles from './person-menu.module.css';
import { SignOutDialog } from './sign-out-dialog';
import { useMe } from './signed-in';

/** Who is signed in, as which groups, until when; and the way out. */
export function PersonMenu() {
  const { person, expiresAt } = useMe();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <DropPanel
        label="Signed in"
        triggerLabel={`Signed in as ${person.name}`}
        triggerClass={styles.trigger}
        align="end"
        trigger={
          <>
            <span className={styles.initial} aria-hidden="true">
              {person.name.slice(0, 1).toUpperCase()}
            </span>
            <span className={styles.name}>{person.email ?? person.name}</span>
            <Icon name="down" size={12} />
          </>
        }
      >
        {(close) => (
          <div className={styles.panel}>
            <strong>{person.name}</strong>
            <div className={styles.muted}>{person.email ?? person.sub}</div>
            <dl className={styles.facts}>
              <dt>Groups</dt>
              <dd>{person.groups.join(', ') || 'none'}</dd>
              <dt>Signing in again is due</dt>
              <dd>
                <RelativeTime atMs={expiresAt} />
              </dd>
            </dl>
            <button
              type="button"
              className={styles.out}
              onClick={() => {
                close();
                setLeaving(true);
              }}
            >
              Sign out
            </button>
          </div>
        )}
      </DropPanel>
      {leaving && <SignOutDialog onCancel={() => setLeaving(false)} />}
    </>
  );
}
