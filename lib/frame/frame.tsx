'use client';
import { type ReactNode, useState } from 'react';
import type { Contribution } from '../contribution';
import styles from './frame.module.css';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';

/**
 * The boxes that never move: bar, navigation, content, dock. Docks sit outside the content, in the layout, so
 * that what they hold (open shells) survives every navigation; a dock sets its own height and the content yields.
 */
export function Frame({
  capabilities,
  children,
}: {
  capabilities: readonly Contribution[];
  children: ReactNode;
}) {
  const [navOpen, setNavOpen] = useState(false);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <TopBar navOpen={navOpen} onNavToggle={() => setNavOpen((open) => !open)} />
      <SideNav capabilities={capabilities} open={navOpen} onLeave={() => setNavOpen(false)} />
      <div className={styles.column}>
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
        {capabilities.map(({ id, dock: Dock }) => (Dock ? <Dock key={id} /> : null))}
      </div>
    </div>
  );
}
