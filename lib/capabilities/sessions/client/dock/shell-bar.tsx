'use client';
import { CopyButton } from '@/components/copy-button';
import { CopyableId } from '@/components/copyable-id';
import { Icon, type IconName } from '@/components/icon';
import { RecordingMark } from '@/components/terminal/recording-mark';
import type { TerminalView } from '@/components/terminal/terminal-view';
import { startSessionCli } from '../../cli';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import { linkDetail } from '../shell-words';
import { useShell } from '../use-shells';
import buttons from './dock-buttons.module.css';
import { askToClose, splitShell } from './dock-commands';
import { DockMenu } from './dock-menu';
import { IdleMark } from './idle-mark';
import { keyEntries, paneEntries, screenEntries } from './pane-entries';
import { PhaseMark } from './phase-mark';
import { SessionBadges } from './session-badges';
import styles from './shell-bar.module.css';
import type { Place } from './use-places';
import { useSeconds } from './use-seconds';

interface ShellBarProps {
  readonly shell: Shell;
  readonly view: TerminalView | null;
  readonly place: Place;
  readonly size: { cols: number; rows: number } | null;
  /** Whether the node's name stands here: where the tab has several. */
  readonly named: boolean;
  /** While typing goes to several panes: whether this one gets it. */
  readonly typing: 'takes' | 'misses' | null;
  /** Puts the keyboard into the terminal. */
  readonly onFocus: () => void;
  readonly onRestart: () => void;
}

/** The line over a terminal: how it is, where, with whose rights, whether it is logged, and what can be done. */
export function ShellBar({ shell, view, place, size, named, typing, onFocus, onRestart }: ShellBarProps) {
  const state = useShell(shell);
  const { phase, notice } = state;
  const waits = phase.is === 'reconnecting' || phase.is === 'not-answering';
  const nowMs = useSeconds(waits);
  const { node, reason, documentName, parameters } = shell.request;
  return (
    <div className={styles.bar}>
      <span className={styles.state}>
        <PhaseMark phase={phase} words="shown" />
        {phase.is !== 'ended' && <span className={styles.detail}>{linkDetail(phase, nowMs)}</span>}
      </span>
      {typing && (
        <span className={`${styles.typing} ${typing === 'takes' ? styles.takes : styles.misses}`}>
          <Icon name={typing === 'takes' ? 'broadcast' : 'cross'} size={14} />
          <span className={styles.typingWords}>
            {typing === 'takes' ? 'Gets your typing' : 'Does not get your typing'}
          </span>
        </span>
      )}
      {named && (
        <span className={styles.name} title={`${place.account} · ${node.scope.region} · ${place.role}`}>
          <span className={styles.dot} style={{ background: place.colour }} />
          {node.name}
        </span>
      )}
      <span className={styles.nodeId}>
        <CopyableId id={node.id} what="node ID" />
      </span>
      <span className={styles.where}>
        {place.account} · {node.scope.region} · {place.role}
      </span>
      <SessionBadges state={state} />
      <IdleMark shell={shell} />
      {size && (
        <span className={styles.size} title="Columns × rows">
          {size.cols} × {size.rows}
        </span>
      )}
      {notice !== null && (
        <span className={styles.notice} role="status">
          {notice}{' '}
          <button type="button" className={buttons.link} onClick={() => shell.dismissNotice()}>
            Dismiss
          </button>
        </span>
      )}
      <span className={buttons.grow} />
      {view && <RecordingMark view={view} name={node.name || node.id} />}
      <span className={styles.deeds}>
        {waits && (
          <button type="button" className={buttons.action} onClick={() => shell.reconnectNow()}>
            {phase.is === 'reconnecting' ? 'Retry now' : 'Reconnect'}
          </button>
        )}
        <span className={styles.copies}>
          <CopyButton
            text={startSessionCli({
              region: node.scope.region,
              target: node.id,
              documentName,
              reason,
              parameters,
            })}
            label="Copy as CLI"
          />
        </span>
        <Deed icon="splitRight" label="Split right" onPress={() => splitShell(shell, 'right')} />
        <Deed icon="splitBelow" label="Split below" onPress={() => splitShell(shell, 'down')} />
        {phase.is !== 'ended' && (
          <DockMenu label="Send a key" icon="keyboard" entries={() => keyEntries(shell, onFocus)} />
        )}
        <DockMenu label={`Screen of ${node.name}`} icon="terminal" entries={() => screenEntries(shell)} />
        <DockMenu label={`More for ${node.name}`} icon="more" entries={() => paneEntries(shell)} />
        {!isLive(state) && (
          <button type="button" className={buttons.action} onClick={onRestart}>
            Start again
          </button>
        )}
        <button
          type="button"
          className={`${buttons.action} ${styles.deed}`}
          onClick={() => askToClose([shell])}
        >
          {isLive(state) ? 'End session' : 'Close'}
        </button>
      </span>
    </div>
  );
}

function Deed(props: { icon: IconName; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      className={`${buttons.icon} ${styles.wideOnly}`}
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
    </button>
  );
}
