'use client';
import { showShell } from '../open-shell';
import type { Shell } from '../shell';
import { shells as store } from '../shells';
import { askToCloseTab, tabElementId } from './dock-commands';
import { dockLayout } from './dock-layout';
import { DockTabButton } from './dock-tab';
import styles from './dock-tabs.module.css';
import { dockDialog } from './dock-view';
import type { DockLayout, DockTab } from './layout/dock-layout';
import { paneIds } from './layout/pane-tree';
import { tabKeys } from './tab-keys';
import { useTabDrag } from './use-tab-drag';

interface DockTabsProps {
  readonly tabs: DockLayout;
  readonly shells: ReadonlyMap<string, Shell>;
  readonly front: DockTab | undefined;
}

/** The strip of tabs: arrows walk, Shift with arrows or the mouse moves a tab, F2 renames, Delete closes. */
export function DockTabs({ tabs, shells, front }: DockTabsProps) {
  const { dragged, ...drags } = useTabDrag(tabs);
  const panesOf = (tab: DockTab) => paneIds(tab.panes).flatMap((id) => shells.get(id) ?? []);
  const lastFocused = (tab: DockTab) => {
    const { activeId } = store.getState();
    return panesOf(tab).find(({ id }) => id === activeId) ?? panesOf(tab)[0];
  };
  const bringUp = (tab: DockTab, focus: 'terminal' | 'stays') => {
    const shell = lastFocused(tab);
    if (shell && focus === 'terminal') showShell(shell);
    else if (shell) store.activate(shell.id, 'stays');
  };
  const keys = tabKeys({
    tabs,
    front,
    select: (tab) => bringUp(tab, 'stays'),
    enter: (tab) => bringUp(tab, 'terminal'),
    move: (tab, by) => {
      dockLayout.moveTab(tab.id, tabs.indexOf(tab) + by);
      // Its element is moved in the strip, which takes the focus away from it.
      requestAnimationFrame(() => document.getElementById(tabElementId(tab.id))?.focus());
    },
    rename: (tab) => dockDialog.set({ is: 'rename', tabId: tab.id }),
    close: (tab) => askToCloseTab(tab.id),
  });
  return (
    <div className={styles.tabs} role="tablist" aria-label="Shells" onKeyDown={keys} {...drags}>
      {tabs.map((tab) => (
        <DockTabButton
          key={tab.id}
          tab={tab}
          panes={panesOf(tab)}
          selected={tab === front}
          dragged={tab.id === dragged}
          onSelect={() => bringUp(tab, 'terminal')}
        />
      ))}
    </div>
  );
}
