'use client';
import type { TerminalLook, TerminalView } from '@/components/terminal/terminal-view';
import type { Shell } from '../shell';
import { shells } from '../shells';
import { broadcast } from './broadcast-of-page';

/** What a screen tells its pane, which may be another one tomorrow. */
export interface ScreenEvents {
  readonly left: () => void;
  readonly resized: () => void;
}

/** A shell's terminal outlives every component that shows it; it goes when the shell's tab is closed. */
export interface ShellScreen {
  readonly view: TerminalView;
  size: { cols: number; rows: number } | null;
  pane: ScreenEvents | null;
}

const screens = new Map<Shell, Promise<ShellScreen>>();
const views = new WeakMap<Shell, TerminalView>();

/** The terminal of a shell, or null while xterm is being loaded. */
export const viewOf = (shell: Shell): TerminalView | null => views.get(shell) ?? null;

/** The terminal of a shell, loaded with the first one. */
export function screenOf(shell: Shell, look: TerminalLook): Promise<ShellScreen> {
  const known = screens.get(shell);
  if (known) return known;
  const made = makeScreen(shell, look);
  screens.set(shell, made);
  return made;
}

async function makeScreen(shell: Shell, look: TerminalLook): Promise<ShellScreen> {
  const { TerminalView } = await import('@/components/terminal/terminal-view');
  const view = new TerminalView(look, {
    typed: (bytes, by) => broadcast.typed(shell, bytes, by),
    resized: (size) => {
      screen.size = size;
      shell.resize(size);
      screen.pane?.resized();
    },
    left: () => screen.pane?.left(),
  });
  const screen: ShellScreen = { view, size: null, pane: null };
  views.set(shell, view);
  shell.attach(view);
  return screen;
}

// Who makes it ends it: screens follow the list of shells for as long as the page lives.
shells.subscribe(() => {
  const open = new Set(shells.getState().shells);
  for (const [shell, screen] of screens) {
    if (open.has(shell)) continue;
    screens.delete(shell);
    void screen.then(({ view }) => view.dispose());
  }
});
