import Link from 'next/link';
import styles from './trail.module.css';

export interface TrailStep {
  readonly label: string;
  readonly href: string;
  /** Where the step can be taken without leaving the page. */
  readonly open?: () => void;
}

/** The way down to where one is; every step leads back, and `end` is where one is. */
export const Trail = ({ steps, end }: { steps: readonly TrailStep[]; end: string }) => (
  <nav aria-label="Path" className={styles.trail}>
    <ol>
      {steps.map(({ label, href, open }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            onClick={(event) => {
              if (!open || event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              open();
            }}
          >
            {label}
          </Link>
        </li>
      ))}
      <li aria-current="page">{end}</li>
    </ol>
  </nav>
);
