'use client';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import { broadcast } from './broadcast-of-page';
import { askToClose, duplicateShell, splitShell } from './dock-commands';
import { dockLayout } from './dock-layout';
import type { MenuEntry } from './dock-menu';
import { dockDialog, dockRoom } from './dock-view';
import { enterFullScreen, leaveFullScreen } from './full-screen';
import { sentKeys } from './sent-keys';

/** What can be done with a pane, for its menu and for the palette: in the order of a person's hand. */
export function paneEntries(shell: Shell): readonly MenuEntry[] {
  return [...splitting(shell), ...tabWide(shell), ...screenWide(), closing(shell)];
}

const splitting = (shell: Shell): readonly MenuEntry[] => [
  { id: 'split-right', label: 'Split right', keys: 'Alt+Shift++', run: () => splitShell(shell, 'right') },
  { id: 'split-down', label: 'Split below', keys: 'Alt+Shift+−', run: () => splitShell(shell, 'down') },
  { id: 'duplicate', label: 'Duplicate in a new tab', run: () => duplicateShell(shell) },
];

function tabWide(shell: Shell): readonly MenuEntry[] {
  const tab = dockLayout.tabOf(shell.id);
  if (!tab) return [];
  const split = tab.panes.is === 'split';
  const others = dockLayout.getTabs().length > 1;
  const rename: MenuEntry = {
    id: 'rename',
    label: 'Rename tab',
    keys: 'F2',
    begins: 'group',
    run: () => dockDialog.set({ is: 'rename', tabId: tab.id }),
  };
  const own: MenuEntry = {
    id: 'own-tab',
    label: 'Move to a tab of its own',
    run: () => dockLayout.toOwnTab(shell.id),
  };
  const gather: MenuEntry = {
    id: 'gather',
    label: 'Bring all tabs into this one',
    run: () => dockLayout.gather(tab.id),
  };
  return [rename, ...(split ? [own, typing()] : []), ...(others ? [gather] : [])];
}

const typing = (): MenuEntry =>
  broadcast.getState()
    ? { id: 'type-one', label: 'Type to one pane', run: broadcast.stop }
    : { id: 'type-all', label: 'Type to all panes', run: broadcast.start };

function screenWide(): readonly MenuEntry[] {
  const page = dockRoom.get() === 'page';
  const full = document.fullscreenElement !== null;
  return [
    {
      id: 'page',
      label: page ? 'Back into the dock' : 'Full page',
      begins: 'group',
      run: () => (full ? void leaveFullScreen() : dockRoom.set(page ? 'docked' : 'page')),
    },
    full
      ? { id: 'leave-full-screen', label: 'Leave full screen', run: () => void leaveFullScreen() }
      : { id: 'full-screen', label: 'Full screen, keys to the shell', run: () => void enterFullScreen() },
  ];
}

function closing(shell: Shell): MenuEntry {
  const label = isLive(shell.getState()) ? 'End session' : 'Close pane';
  return { id: 'close', label, begins: 'group', run: () => askToClose([shell]) };
}

const utf8 = new TextEncoder();

/** Keys that the browser or a phone keeps, typed for the person: to all panes where typing goes to all. */
export const keyEntries = (shell: Shell, focus: () => void): readonly MenuEntry[] =>
  sentKeys.map(({ label, bytes }) => ({
    id: label,
    label,
    run: () => {
      broadcast.typed(shell, utf8.encode(bytes), 'person');
      focus();
    },
  }));
