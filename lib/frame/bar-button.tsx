import type { ReactNode } from 'react';
import styles from './bar-button.module.css';

/** An icon button of the top bar; `label` is its accessible name and its tooltip. */
export function BarButton(props: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
