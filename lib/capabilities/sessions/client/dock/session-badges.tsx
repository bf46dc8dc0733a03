import { Icon } from '@/components/icon';
import { loggingWords } from '../../model';
import type { ShellState } from '../shell-state';
import styles from './shell-bar.module.css';

/** Whether what is typed here is encrypted with a key of the company's, and where it is kept. */
export function SessionBadges({ state: { document, kmsKey } }: { state: ShellState }) {
  if (!document) return null;
  const { logging } = document;
  const unlogged = logging.is === 'not-logged' ? styles.unlogged : '';
  return (
    <>
      {kmsKey !== null && (
        <span className={styles.badge} title={`Encrypted with the KMS key ${kmsKey}`}>
          <Icon name="lock" size={12} /> KMS
        </span>
      )}
      <span
        className={`${styles.badge} ${unlogged}`}
        title={logging.is === 'unknown' ? logging.why : loggingWords(logging)}
      >
        {logging.is === 'logged'
          ? 'Logged'
          : logging.is === 'not-logged'
            ? 'Not logged'
            : 'Logging not known'}
      </span>
    </>
  );
}
