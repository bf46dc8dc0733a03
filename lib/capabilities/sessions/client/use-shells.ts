'use client';
import { useSyncExternalStore } from 'react';
import type { Shell } from './shell';
import type { ShellState } from './shell-state';
import type { ShellsState } from './shell-store';
import { shells } from './shells';

const none: ShellsState = { shells: [], activeId: null, focusAsked: 0 };

/** The tabs of the dock. React only looks on: a shell is made by a click and outlives every component. */
export const useShells = (): ShellsState =>
  useSyncExternalStore(shells.subscribe, shells.getState, () => none);

export const useShell = (shell: Shell): ShellState =>
  useSyncExternalStore(shell.subscribe, shell.getState, shell.getState);
