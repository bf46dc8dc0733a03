'use client';
import { CopyButton } from '@/components/copy-button';
import { CopyableId } from '@/components/copyable-id';
import { startSessionCli } from '../../cli';
import type { Logging } from '../../contract';
import { loggingWords } from '../../model';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import { linkDetail } from '../shell-words';
import { useShell } from '../use-shells';
import styles from './dock.module.css';
import { PhaseMark } from './phase-mark';
import type { Place } from './use-places';
import { useSeconds } from './use-seconds';

interface ShellBarProps {
  readonly shell: Shell;
  readonly place: Place;
  readonly size: { cols: number; rows: number } | null;
  readonly onClose: () => void;
  readonly onRestart: () => void;
}

/** Where what is typed here is kept. That it is kept nowhere deserves to be seen. */
function LoggingMark({ logging }: { logging: Logging }) {
  const mark = logging.is === 'not-logged' ? `${styles.logging} ${styles.unlogged}` : styles.logging;
  return (
    <span className={mark} title={logging.is === 'unknown' ? logging.why : undefined}>
      {logging.is === 'unknown' ? 'Logging not known' : loggingWords(logging)}
    </span>
  );
}

/** The line over a terminal: how it is, where, with whose rights, whether it is logged, and what can be done. */
export function ShellBar({ shell, place, size, onClose, onRestart }: ShellBarProps) {
  const state = useShell(shell);
  const { phase, document, notice } = state;
  const nowMs = useSeconds(phase.is === 'reconnecting' || phase.is === 'not-answering');
  const { node, reason, documentName } = shell.request;
  const { region } = node.scope;
  const waits = phase.is === 'reconnecting' || phase.is === 'not-answering';
  return (
    <div className={styles.bar}>
      <span className={styles.state}>
        <PhaseMark phase={phase} words="shown" />
        {phase.is !== 'ended' && <span className={styles.detail}>{linkDetail(phase, nowMs)}</span>}
      </span>
      <span className={styles.nodeId}>
        <CopyableId id={node.id} what="node ID" />
      </span>
      <span className={styles.where}>
        {place.account} · {region} · {place.role}
      </span>
      {document && <LoggingMark logging={document.logging} />}
      {size && (
        <span className={styles.size} title="Columns × rows">
          {size.cols} × {size.rows}
        </span>
      )}
      {notice !== null && (
        <span className={styles.notice} role="status">
          {notice}{' '}
          <button type="button" className={styles.link} onClick={() => shell.dismissNotice()}>
            Dismiss
          </button>
        </span>
      )}
      <span className={styles.grow} />
      {waits && (
        <button type="button" className={styles.action} onClick={() => shell.reconnectNow()}>
          {phase.is === 'reconnecting' ? 'Retry now' : 'Reconnect'}
        </button>
      )}
      <CopyButton
        text={startSessionCli({ region, target: node.id, documentName, reason })}
        label="Copy as CLI"
      />
      {isLive(state) ? (
        <button type="button" className={styles.action} onClick={onClose}>
          End session
        </button>
      ) : (
        <>
          <button type="button" className={styles.action} onClick={onRestart}>
            Start again
          </button>
          <button type="button" className={styles.action} onClick={onClose}>
            Close tab
          </button>
        </>
      )}
    </div>
  );
}
