import styles from './key-hint.module.css';

/** A key to press, as printed on it: `S`, `Esc`, `⌘K`. */
export function KeyHint({ children }: { children: string }) {
  return <kbd className={styles.key}>{children}</kbd>;
}
