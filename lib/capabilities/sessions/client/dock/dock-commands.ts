'use client';
import { problemOf } from '@/lib/bff/problem-of';
import { notices } from '@/lib/frame/notices';
import { openShell } from '../open-shell';
import type { Shell } from '../shell';
import { isLive, type StartRequest } from '../shell-state';
import { shells } from '../shells';
import { dockLayout } from './dock-layout';
import { dockDialog } from './dock-view';
import { paneIds, type Side } from './layout/pane-tree';

/** What a person can do with the dock's tabs and panes. Each is called in their click or key, never in an effect. */

/** A second session on the same node with the same document, in a pane on that side. */
export function splitShell(shell: Shell, side: Side): void {
  const fresh = openShell(shell.request);
  dockLayout.placeBeside(fresh.id, shell.id, side);
}

/** One session for each request: a tab each, or all in one tab side by side. */
export function openShells(requests: readonly StartRequest[], arrange: 'tabs' | 'panes'): void {
  const opened = requests.map((request) => openShell(request));
  if (arrange === 'panes') dockLayout.together(opened.map(({ id }) => id));
}

/** The same in a tab of its own, right of the one it was asked from. */
export function duplicateShell(shell: Shell): void {
  const beside = dockLayout.tabOf(shell.id);
  const fresh = openShell(shell.request);
  const tab = dockLayout.tabOf(fresh.id);
  if (!tab || !beside) return;
  dockLayout.moveTab(tab.id, dockLayout.getTabs().indexOf(beside) + 1);
}

/** Asks first where something would stop with it. */
export function askToClose(closing: readonly Shell[]): void {
  if (closing.some((shell) => isLive(shell.getState()))) dockDialog.set({ is: 'close', shells: closing });
  else void closeShells(closing);
}

export const askToCloseTab = (tabId: string): void => askToClose(shellsOfTab(tabId));

/** The keyboard stays in the tab while it has another pane. */
function stepAside(leaving: readonly Shell[]): void {
  const active = leaving.find(({ id }) => id === shells.getState().activeId);
  const tab = active && dockLayout.tabOf(active.id);
  const stays = tab && shellsOfTab(tab.id).find((shell) => !leaving.includes(shell));
  if (stays) shells.activate(stays.id, 'terminal');
}

/** The panes go at once; that AWS would not end a session is worth a notice, as it then lives on. */
export async function closeShells(closing: readonly Shell[]): Promise<void> {
  stepAside(closing);
  await Promise.all(closing.map(closeShell));
}

async function closeShell(shell: Shell): Promise<void> {
  try {
    await shells.close(shell);
  } catch (error) {
    const { name } = shell.request.node;
    const text = `${problemOf(error).message} It may live on until its idle limit.`;
    notices.add({ kind: 'error', header: `The session on ${name} could not be ended`, text });
  }
}

/** The keyboard goes to the pane on that side; from the topmost up to its tab. */
export function goTowards(shell: Shell, side: Side): void {
  const next = dockLayout.towards(shell.id, side);
  if (next !== null) shells.activate(next, 'terminal');
  else if (side === 'up') focusTab(shell.id);
}

export function focusTab(shellId: string): void {
  const tab = dockLayout.tabOf(shellId);
  if (tab) document.getElementById(tabElementId(tab.id))?.focus();
}

export const tabElementId = (tabId: string): string => `shell-tab-${tabId}`;
export const panelElementId = (tabId: string): string => `shell-panel-${tabId}`;

export function shellsOfTab(tabId: string): readonly Shell[] {
  const tab = dockLayout.getTabs().find(({ id }) => id === tabId);
  const ids = tab ? paneIds(tab.panes) : [];
  return ids.flatMap((id) => shells.getState().shells.find((shell) => shell.id === id) ?? []);
}
