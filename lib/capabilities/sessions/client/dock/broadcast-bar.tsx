'use client';
import { Icon } from '@/components/icon';
import type { Shell } from '../shell';
import { takesTyping } from './broadcast';
import styles from './broadcast-bar.module.css';
import { broadcast, useBroadcast } from './broadcast-of-page';
import buttons from './dock-buttons.module.css';
import { shellsOfTab } from './dock-commands';
import { useStates } from './use-states';

/** Says, as long as it is so, that one keyboard reaches several nodes: how many, and who did not get what. */
export function BroadcastBar({ shells }: { shells: ReadonlyMap<string, Shell> }) {
  const state = useBroadcast();
  const panes = state ? shellsOfTab(state.tabId) : [];
  const states = useStates(panes);
  if (!state) return null;
  const takers = states.filter(takesTyping).length;
  const missed = [...state.missed].flatMap(([id, bytes]) => {
    const name = shells.get(id)?.request.node.name;
    return name === undefined ? [] : [`${name} (${bytes.toLocaleString('en')} B)`];
  });
  return (
    <div className={styles.broadcast}>
      <Icon name="broadcast" />
      <strong role="status">
        Typing goes to {takers} of {panes.length} panes
      </strong>
      {missed.length > 0 && (
        <span role="alert" className={styles.missed}>
          Not connected, so did not get what you typed: {missed.join(', ')}
        </span>
      )}
      <span className={buttons.grow} />
      <button type="button" className={buttons.action} onClick={broadcast.stop}>
        Type to one pane
      </button>
    </div>
  );
}
