import { CopyButton } from './copy-button';
import styles from './copyable-id.module.css';

/** An id in monospace with its copy button. `what` completes "Copy …": "node ID". */
export function CopyableId({ id, what }: { id: string; what: string }) {
  return (
    <span className={styles.id}>
      <code className={styles.text} title={id}>
        {id}
      </code>
      <CopyButton text={id} label={`Copy ${what}`} />
    </span>
  );
}
