import type { ReactNode } from 'react';
import styles from './states.module.css';

/** What this place is for, why there is nothing, and how to get the first. */
export function EmptyState({ title, text, action }: { title: string; text: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong className={styles.title}>{title}</strong>
      <div className={styles.text}>{text}</div>
      {action}
    </div>
  );
}
