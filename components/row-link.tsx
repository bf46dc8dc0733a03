'use client';
import Link from 'next/link';
import { useRowTabIndex } from './data-table/row-focus';
import styles from './row-link.module.css';

/** A link in a table's cell: Tab reaches it only in the row that the keyboard is on. */
export function RowLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className={styles.link} tabIndex={useRowTabIndex()} title={children}>
      {children}
    </Link>
  );
}
