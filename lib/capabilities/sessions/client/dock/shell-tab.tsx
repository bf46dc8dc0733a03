'use client';
import { Icon } from '@/components/icon';
import type { Shell } from '../shell';
import { linkDetail } from '../shell-words';
import { useShell } from '../use-shells';
import styles from './dock.module.css';
import { PhaseMark } from './phase-mark';
import type { Place } from './use-places';
import { useSeconds } from './use-seconds';

interface ShellTabProps {
  readonly shell: Shell;
  readonly place: Place;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onClose: () => void;
}

/** One tab: whose account by its stripe, which node, how it is. Delete closes it; the cross is for the mouse. */
export function ShellTab({ shell, place, selected, onSelect, onClose }: ShellTabProps) {
  const { phase } = useShell(shell);
  const nowMs = useSeconds(phase.is === 'reconnecting' || phase.is === 'not-answering');
  const { name, id, scope } = shell.request.node;
  return (
    <div className={`${styles.tab} ${selected ? styles.selected : ''}`} role="presentation">
      <span className={styles.stripe} style={{ background: place.colour }} />
      <button
        type="button"
        role="tab"
        id={`shell-tab-${shell.id}`}
        aria-selected={selected}
        aria-controls={`shell-pane-${shell.id}`}
        aria-keyshortcuts="Delete"
        tabIndex={selected ? 0 : -1}
        className={styles.tabButton}
        title={`${name} · ${id} · ${place.account} · ${scope.region}`}
        onClick={onSelect}
      >
        <PhaseMark phase={phase} />
        <span className={styles.tabName}>{name}</span>
        {phase.is !== 'ended' && <span className={styles.tabDetail}>{linkDetail(phase, nowMs)}</span>}
      </button>
      <button
        type="button"
        aria-hidden="true"
        tabIndex={-1}
        className={styles.tabClose}
        title={`Close ${name}`}
        onClick={onClose}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}
