import { TableSkeleton } from '../data-table/table-skeleton';
import styles from './page-skeleton.module.css';

/** A listing page before anything is known: heading, strip, toolbar, rows. Plain markup: the server draws it too. */
export function PageSkeleton({ title }: { title?: string }) {
  return (
    <div className={styles.page}>
      <div className={styles.header}>
        {title ? <h1 className={styles.title}>{title}</h1> : <span className={styles.titleBone} />}
      </div>
      <div className={styles.panel}>
        <div className={styles.toolbar}>
          <span className={styles.field} />
        </div>
        <TableSkeleton />
      </div>
    </div>
  );
}
