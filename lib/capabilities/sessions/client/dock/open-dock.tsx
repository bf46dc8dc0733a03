'use client';
import { useEffect, useMemo } from 'react';
import type { PaletteEntry } from '@/lib/contribution';
import type { Shell } from '../shell';
import { useShells } from '../use-shells';
import { BroadcastBar } from './broadcast-bar';
import styles from './dock.module.css';
import { DockDialogs } from './dock-dialogs';
import { DockEdge } from './dock-edge';
import { DockHead } from './dock-head';
import { useDockTabs } from './dock-layout';
import { dockDialog, dockEntries, dockRoom } from './dock-view';
import { tabOf } from './layout/dock-layout';
import { paneEntries, screenEntries } from './pane-entries';
import { PhaseAnnouncer } from './phase-announcer';
import { TabPanel } from './tab-panel';
import { useDockSettings } from './use-dock-settings';
import { useFullPage } from './use-full-page';
import { useWatched } from './watched';

const entriesOf = (shell: Shell): readonly PaletteEntry[] => [
  ...[...paneEntries(shell), ...screenEntries(shell)].map(({ id, label, run }) => ({ id, label, run })),
  { id: 'keys', label: 'Keys of the dock', run: () => dockDialog.set({ is: 'keys' }) },
];

/** The dock with shells in it: tabs, the panes of each, and what it asks. */
export function OpenDock() {
  const { shells: open, activeId, focusAsked } = useShells();
  const { heightPx, collapsed } = useDockSettings();
  const tabs = useDockTabs();
  const room = useWatched(dockRoom);
  const section = useFullPage(room);
  useEffect(() => {
    dockEntries.set(entriesOf);
    return () => dockEntries.set(null);
  }, []);
  const byId = useMemo(() => new Map(open.map((shell) => [shell.id, shell])), [open]);
  const front = tabOf(tabs, activeId);
  const shut = collapsed && room === 'docked';
  const styled = [styles.dock, shut && styles.collapsed, room !== 'docked' && styles.page].filter(Boolean);
  return (
    <section
      ref={section}
      className={styled.join(' ')}
      aria-label="Terminal dock"
      style={shut || room !== 'docked' ? undefined : { height: heightPx }}
    >
      {!shut && room === 'docked' && <DockEdge heightPx={heightPx} />}
      <DockHead tabs={tabs} shells={byId} front={front} />
      <BroadcastBar shells={byId} />
      <div className={styles.panels}>
        {tabs.map((tab) => (
          <TabPanel
            key={tab.id}
            tab={tab}
            shells={byId}
            activeId={activeId}
            focusAsked={focusAsked}
            visible={!shut && tab === front}
          />
        ))}
      </div>
      <PhaseAnnouncer shells={open} />
      <DockDialogs />
    </section>
  );
}
