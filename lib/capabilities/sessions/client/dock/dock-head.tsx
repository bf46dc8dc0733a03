'use client';
import { Icon } from '@/components/icon';
import type { Shell } from '../shell';
import { useShells } from '../use-shells';
import { hasOpener, returnToDock } from '../window/borrow-shell';
import buttons from './dock-buttons.module.css';
import { duplicateShell } from './dock-commands';
import styles from './dock-head.module.css';
import { dockSettings } from './dock-settings';
import { DockTabs } from './dock-tabs';
import { dockDialog, dockRoom } from './dock-view';
import { fullScreen } from './full-screen';
import { FullScreenNote } from './full-screen-note';
import type { DockLayout, DockTab } from './layout/dock-layout';
import { useDockSettings } from './use-dock-settings';
import { useWatched } from './watched';

interface DockHeadProps {
  readonly tabs: DockLayout;
  readonly shells: ReadonlyMap<string, Shell>;
  readonly front: DockTab | undefined;
}

/** The one line that is always there: tabs on the left, what concerns the whole dock on the right. */
export function DockHead({ tabs, shells, front }: DockHeadProps) {
  const { collapsed, screenReader } = useDockSettings();
  const { activeId } = useShells();
  const room = useWatched(dockRoom);
  const full = useWatched(fullScreen);
  const active = activeId === null ? undefined : shells.get(activeId);
  const shut = collapsed && room === 'docked';
  return (
    <div className={`${styles.head} ${shut ? styles.shut : ''}`}>
      <DockTabs tabs={tabs} shells={shells} front={front} />
      {active && (
        <IconButton
          icon="plus"
          label={`Another session on ${active.request.node.name}`}
          onPress={() => duplicateShell(active)}
        />
      )}
      <span className={buttons.grow} />
      <button
        type="button"
        className={`${buttons.action} ${styles.wideOnly}`}
        aria-pressed={screenReader}
        onClick={() => dockSettings.change({ screenReader: !screenReader })}
      >
        Screen reader mode
      </button>
      <IconButton icon="keyboard" label="Keys of the dock" onPress={() => dockDialog.set({ is: 'keys' })} />
      {room === 'docked' && (
        <IconButton icon="expand" label="Full page" onPress={() => dockRoom.set('page')} />
      )}
      <FullScreenNote />
      {room === 'page' && full === 'no' && (
        <IconButton icon="contract" label="Back into the dock" onPress={() => dockRoom.set('docked')} />
      )}
      {room === 'window' && hasOpener() && (
        <button type="button" className={buttons.action} onClick={() => void returnToDock()}>
          Back into the dock
        </button>
      )}
      {room === 'docked' && (
        <button
          type="button"
          className={buttons.icon}
          aria-label={shut ? 'Open the dock' : 'Collapse the dock'}
          aria-expanded={!shut}
          onClick={() => dockSettings.change({ collapsed: !collapsed })}
        >
          <Icon name={shut ? 'up' : 'down'} />
        </button>
      )}
    </div>
  );
}

function IconButton(props: { icon: Parameters<typeof Icon>[0]['name']; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      className={buttons.icon}
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
    </button>
  );
}
