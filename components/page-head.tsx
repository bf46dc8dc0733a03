import type { ReactNode } from 'react';
import styles from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  /** How many of what the page lists, in words: "60", "1 live, 3 past". */
  readonly count?: string;
  /** Beside the title: how old what is shown is, or where it holds. */
  readonly note?: ReactNode;
  /** Under the title. */
  readonly under?: ReactNode;
  /** Over the title: the way back. */
  readonly trail?: ReactNode;
  /** Buttons: Refresh, Copy as CLI, then what the page is for. */
  readonly children?: ReactNode;
}

/** The top of every page. */
export const PageHead = ({ title, count, note, under, trail, children }: PageHeadProps) => (
  <header className={styles.all}>
    {trail}
    <div className={styles.head}>
      <div className={styles.all}>
        <div className={styles.line}>
          <h1 className={styles.title}>
            {title}
            {count !== undefined && <span className={styles.count}> ({count})</span>}
          </h1>
          {note && <span className={styles.note}>{note}</span>}
        </div>
        {under}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  </header>
);
