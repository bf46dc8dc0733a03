'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type Contribution, type NavEntry, type NavSection, navSections } from '../contribution';
import styles from './side-nav.module.css';

/** The rooms' entries under their sections, in order; sections without entries are left out. */
export function navigation(
  capabilities: readonly Contribution[],
): { section: NavSection; entries: NavEntry[] }[] {
  const entries = capabilities.flatMap(({ nav }) => (nav ? [nav] : []));
  return navSections
    .map((section) => ({
      section,
      entries: entries.filter((entry) => entry.section === section).sort((a, b) => a.order - b.order),
    }))
    .filter((group) => group.entries.length > 0);
}

const isHere = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);

export function SideNav(props: {
  capabilities: readonly Contribution[];
  open: boolean;
  onLeave: () => void;
}) {
  const path = usePathname();
  return (
    <nav
      id="navigation"
      aria-label="Console"
      className={props.open ? `${styles.nav} ${styles.open}` : styles.nav}
      onKeyDown={(event) => event.key === 'Escape' && props.onLeave()}
    >
      {navigation(props.capabilities).map(({ section, entries }) => (
        <div key={section} className={styles.section}>
          <h2 className={styles.heading}>{section}</h2>
          <ul className={styles.entries}>
            {entries.map(({ label, href }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={false}
                  className={styles.entry}
                  aria-current={isHere(path, href) ? 'page' : undefined}
                  onClick={props.onLeave}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
