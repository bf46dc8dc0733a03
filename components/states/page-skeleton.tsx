import type { ReactNode } from 'react';
import { TableSkeleton } from '../data-table/table-skeleton';
import { PageHead } from '../page-head';
import styles from './page-skeleton.module.css';

/** A listing page before anything is known: heading, strip, toolbar, rows. Plain markup: the server draws it too. */
export function PageSkeleton({ title, trail }: { title?: string; trail?: ReactNode }) {
  return (
    <div className={styles.page}>
      {title ? (
        <PageHead title={title} trail={trail} />
      ) : (
        <div className={styles.header}>
          <span className={styles.titleBone} />
        </div>
      )}
      <div className={styles.panel}>
        <div className={styles.toolbar}>
          <span className={styles.field} />
        </div>
        <TableSkeleton />
      </div>
    </div>
  );
}
