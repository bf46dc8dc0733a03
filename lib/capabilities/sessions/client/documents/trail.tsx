import Link from 'next/link';
import { routes } from '@/lib/kernel/routes';
import styles from './documents.module.css';

const places = {
  sessions: { label: 'Sessions', href: routes.sessions() },
  documents: { label: 'Session documents', href: routes.sessionDocuments() },
} as const;

/** The way back to the list that a page belongs to. */
export const Trail = ({ to }: { to: readonly (keyof typeof places)[] }) => (
  <nav aria-label="Breadcrumb" className={styles.trail}>
    {to.map((key) => (
      <span key={key}>
        <Link href={places[key].href}>{places[key].label}</Link> ›{' '}
      </span>
    ))}
  </nav>
);
