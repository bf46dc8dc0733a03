'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { routes } from '../kernel/routes';
import { ThemeToggle } from './theme-toggle';
import styles from './top-bar.module.css';

/** Product, whose rights and where (scope picker, palette), theme, person, and the accounts' stripe. The same height in every state. */
export function TopBar(props: {
  navOpen: boolean;
  onNavToggle: () => void;
  start?: ReactNode;
  end?: ReactNode;
  stripe?: ReactNode;
}) {
  return (
    <header className={styles.bar}>
      <button
        type="button"
        className={styles.menu}
        aria-label="Navigation"
        aria-expanded={props.navOpen}
        aria-controls="navigation"
        onClick={props.onNavToggle}
      >
        <span aria-hidden="true">☰</span>
      </button>
      <Link href={routes.home()} prefetch={false} className={styles.product}>
        Quarterdeck
      </Link>
      <div className={styles.start}>{props.start}</div>
      <div className={styles.end}>
        <ThemeToggle />
        {props.end}
      </div>
      {props.stripe}
    </header>
  );
}
