'use client';
import type { PaletteEntry } from '@/lib/contribution';
import type { Shell } from '../shell';
import type { ShellNode } from '../shell-state';
import { Watched } from './watched';

/** A question or list that the dock shows over the page. One at a time. */
export type DockDialog =
  | { readonly is: 'close'; readonly shells: readonly Shell[] }
  | { readonly is: 'rename'; readonly tabId: string }
  | { readonly is: 'keys' }
  /** Sessions with a reason and a document. Shown without any open shell too. */
  | { readonly is: 'start'; readonly nodes: readonly ShellNode[] };

export const dockDialog = new Watched<DockDialog | null>(null);

/** What can be done with a shell of the open dock, for the palette. Null while the dock is not loaded. */
export const dockEntries = new Watched<((shell: Shell) => readonly PaletteEntry[]) | null>(null);

/** What the company's configuration allows, as the sign-in told. */
export const dockPolicy = new Watched({ keepAlive: false });

/** `docked` under the page, over all of it (`page`), or alone in a `window` of its own. Not kept: a person who comes back wants to see the page. */
export type DockRoom = 'docked' | 'page' | 'window';
export const dockRoom = new Watched<DockRoom>('docked');
