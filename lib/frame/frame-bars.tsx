'use client';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Icon, type IconName } from '@/components/icon';
import styles from './frame-bars.module.css';
import { openSignInWindow, useSecondWindow } from './sign-in-window';
import { useMe } from './signed-in';
import { useLiveWork } from './use-live-work';
import { usePulse, useSignInCondition } from './use-pulse';

/** Lines across the top for what concerns the whole page: sign-in, connection, a new build. They move nothing away. */
export function FrameBars() {
  return (
    <div className={styles.bars}>
      <SignInBar />
      <OfflineBar />
      <NewBuildBar />
    </div>
  );
}

function Bar(props: { tone: 'warning' | 'info'; icon: IconName; children: ReactNode; action?: ReactNode }) {
  return (
    <div role="status" className={`${styles.bar} ${styles[props.tone]}`}>
      <Icon name={props.icon} />
      <span className={styles.words}>{props.children}</span>
      {props.action}
    </div>
  );
}

function SignInBar() {
  const { person } = useMe();
  const condition = useSignInCondition();
  const { otherPerson } = useSecondWindow(person.sub);
  if (condition === 'good' && !otherPerson) return null;
  const words = otherPerson
    ? `Somebody else signed in. This page stays ${person.name}'s: sign in as ${person.name} to go on.`
    : condition === 'expired'
      ? 'Your sign-in has expired. Shells and unsaved edits stay open.'
      : 'You are signed out. Sign in again to go on from here.';
  return (
    <Bar
      tone="warning"
      icon="lock"
      action={
        <button type="button" className={styles.action} onClick={openSignInWindow}>
          Sign in again
        </button>
      }
    >
      {words}
    </Bar>
  );
}

const watchConnection = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

function OfflineBar() {
  const online = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
  if (online) return null;
  return (
    <Bar tone="warning" icon="offline">
      This browser is offline. What you see was read earlier; open shells reconnect by themselves.
    </Bar>
  );
}

function NewBuildBar() {
  const me = useMe();
  const { serverBuild } = usePulse();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const works = useLiveWork();
  const has = (wanted: 'shell' | 'edit') => works.some(({ kind }) => kind === wanted);
  if (serverBuild === null || serverBuild === me.buildId || serverBuild === dismissed) return null;
  return (
    <Bar
      tone="info"
      icon="info"
      action={
        <>
          <button type="button" className={styles.action} onClick={() => window.location.reload()}>
            Reload
          </button>
          <button type="button" className={styles.action} onClick={() => setDismissed(serverBuild)}>
            Not now
          </button>
        </>
      }
    >
      A new version of the console is there.
      {has('shell') && ' Open shells come back after the reload.'}
      {has('edit') && ' Unsaved edits would be lost.'}
    </Bar>
  );
}
