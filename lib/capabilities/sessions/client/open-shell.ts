'use client';
import { dockSettings } from './dock/dock-settings';
import type { Shell } from './shell';
import type { StartRequest } from './shell-state';
import { shells } from './shells';

/** Opens a tab with a new session, the dock open and the keyboard in it. Only ever called in a person's click or key. */
export function openShell(request: StartRequest): Shell {
  dockSettings.change({ collapsed: false });
  return shells.start(request);
}

/** Brings a tab to the front of an open dock, with the keyboard in its terminal. */
export function showShell(shell: Shell): void {
  dockSettings.change({ collapsed: false });
  shells.activate(shell.id, 'terminal');
}
