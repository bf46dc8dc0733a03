'use client';
import { copyText } from '@/components/copy-text';
import { terminalEntries } from '@/components/terminal/terminal-entries';
import { notices } from '@/lib/frame/notices';
import { startSessionCli } from '../../cli';
import type { Shell } from '../shell';
import { isLive } from '../shell-state';
import { draftOf, startDraft } from '../start-draft';
import { moveToOwnWindow } from '../window/lend-shell';
import { broadcast } from './broadcast-of-page';
import { askToClose, duplicateShell, splitShell } from './dock-commands';
import { dockLayout } from './dock-layout';
import type { MenuEntry } from './dock-menu';
import { type DockRoom, dockDialog, dockPolicy, dockRoom } from './dock-view';
import { canLockKeyboard, enterFullScreen, fullScreen, leaveFullScreen } from './full-screen';
import { viewOf } from './screens';
import { sentKeys } from './sent-keys';

/** What can be done with a pane, for its menu and for the palette: in the order of a person's hand. */
export function paneEntries(shell: Shell): readonly MenuEntry[] {
  return [...splitting(shell), ...tabWide(shell), ...screenWide(shell), closing(shell)];
}

/** What can be done with its screen: search, copy, record. */
export function screenEntries(shell: Shell): readonly MenuEntry[] {
  const view = viewOf(shell);
  const { id, name } = shell.request.node;
  return view ? terminalEntries(view, name || id) : [];
}

const splitting = (shell: Shell): readonly MenuEntry[] => [
  { id: 'split-right', label: 'Split right', keys: 'Alt+Shift++', run: () => splitShell(shell, 'right') },
  { id: 'split-down', label: 'Split below', keys: 'Alt+Shift+−', run: () => splitShell(shell, 'down') },
  { id: 'duplicate', label: 'Duplicate in a new tab', run: () => duplicateShell(shell) },
  startAgain(shell),
  copyCli(shell),
  ...keepingAlive(shell),
];

/** One press by the person; the configuration may forbid it. */
const keepingAlive = (shell: Shell): readonly MenuEntry[] =>
  dockPolicy.get().keepAlive && shell.getState().phase.is === 'connected'
    ? [{ id: 'keep-alive', label: 'Keep alive', run: () => shell.keepAlive() }]
    : [];

/** The same node, with what this session was started with to be changed. */
function startAgain({ request }: Shell): MenuEntry {
  const run = () => {
    startDraft.set(draftOf(request));
    dockDialog.set({ is: 'start', nodes: [request.node] });
  };
  return { id: 'start', label: 'Start with options', run };
}

/** Where the bar has no room for it. */
function copyCli({ request: { node, ...how } }: Shell): MenuEntry {
  const command = startSessionCli({ ...how, region: node.scope.region, target: node.id });
  const run = async () => {
    if (await copyText(command)) notices.add({ kind: 'success', text: 'The AWS CLI command was copied.' });
    else notices.add({ kind: 'warning', text: `The browser did not allow copying: ${command}` });
  };
  return { id: 'cli', label: 'Copy as CLI', run: () => void run() };
}

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

function screenWide(shell: Shell): readonly MenuEntry[] {
  const room = dockRoom.get();
  const full = fullScreen.get() !== 'no';
  return [
    ...(room === 'window' || full ? [] : [fullPage(room), ownWindow(shell)]),
    full
      ? { id: 'leave-full-screen', label: 'Leave full screen', run: () => void leaveFullScreen() }
      : {
          id: 'full-screen',
          label: canLockKeyboard() ? 'Full screen, all keys to the shell' : 'Full screen',
          run: () => void enterFullScreen(shell),
        },
  ];
}

const fullPage = (room: DockRoom): MenuEntry =>
  room === 'page'
    ? { id: 'page', label: 'Back into the dock', begins: 'group', run: () => dockRoom.set('docked') }
    : { id: 'page', label: 'Full page', begins: 'group', run: () => dockRoom.set('page') };

const ownWindow = (shell: Shell): MenuEntry => ({
  id: 'window',
  label: 'Move to a window of its own',
  run: () => moveToOwnWindow(shell),
});

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
