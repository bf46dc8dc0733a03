'use client';
import { useMe } from '@/lib/frame/signed-in';
import type { Shell } from '../shell';
import { useShell } from '../use-shells';
import buttons from './dock-buttons.module.css';
import { idleTime, idleWarning, idleWords } from './idle';
import styles from './shell-bar.module.css';
import { useSeconds } from './use-seconds';

/** Until it is near, minutes are enough. */
const calmMs = 15_000;

/**
 * How long the session still waits for input. Near its end, one press keeps it alive, unless the company's
 * configuration forbids that: nothing is ever sent for it without the person.
 */
export function IdleMark({ shell }: { shell: Shell }) {
  const state = useShell(shell);
  const { keepAlive } = useMe().consoleSettings;
  const coarse = idleTime(state, useSeconds(true, calmMs));
  const nowMs = useSeconds(coarse?.soon ?? false);
  const idle = coarse?.soon ? idleTime(state, nowMs) : coarse;
  if (!idle || state.phase.is !== 'connected') return null;
  return (
    <>
      <span
        className={idle.soon ? styles.idleSoon : styles.idle}
        title="The session document’s idle limit: the session ends when nothing is typed for so long."
      >
        {idle.soon ? `Ends in ${idleWords(idle)}` : `Idle limit in ${idleWords(idle)}`}
        {idle.soon && <span className={styles.unless}> unless you type</span>}
      </span>
      <span className="qd-hidden" role="status">
        {idleWarning(idle)}
      </span>
      {idle.soon && keepAlive && (
        <button type="button" className={buttons.action} onClick={() => shell.keepAlive()}>
          Keep alive
        </button>
      )}
    </>
  );
}
