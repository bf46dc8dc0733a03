import styles from './missing.module.css';

/** Nothing to show: a dash, and why on hover (and to a screen reader). Never a blank. */
export function Missing({ why }: { why: string }) {
  return (
    <span className={styles.missing} title={why}>
      <span aria-hidden="true">–</span>
      <span className="qd-hidden">{why}</span>
    </span>
  );
}
