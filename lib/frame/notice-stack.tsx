'use client';
import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { Icon, type IconName } from '@/components/icon';
import type { Notice } from '../contribution';
import styles from './notice-stack.module.css';
import { notices, type ShownNotice } from './notices';

const none: readonly ShownNotice[] = [];

const icons: Record<Notice['kind'], IconName> = {
  success: 'check',
  info: 'info',
  warning: 'warning',
  error: 'cross',
};

/** The results of actions, over the content, with a link to the thing each is about. They stay until dismissed. */
export function NoticeStack() {
  const shown = useSyncExternalStore(notices.subscribe, notices.list, () => none);
  return (
    <section className={styles.stack} aria-label="Notifications" aria-live="polite">
      {shown.map(({ id, kind, header, text, link }) => (
        <div key={id} className={`${styles.notice} ${styles[kind]}`}>
          <Icon name={icons[kind]} />
          <div className={styles.words}>
            {header && <strong>{header} </strong>}
            {text}{' '}
            {link && (
              <Link href={link.href} prefetch={false} className={styles.link}>
                {link.label}
              </Link>
            )}
          </div>
          <button
            type="button"
            className={styles.close}
            aria-label="Dismiss notification"
            onClick={() => notices.dismiss(id)}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
    </section>
  );
}
