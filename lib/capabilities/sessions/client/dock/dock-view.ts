'use client';
import type { Shell } from '../shell';
import { Watched } from './watched';

/** A question or list that the dock shows over the page. One at a time. */
export type DockDialog =
  | { readonly is: 'close'; readonly shells: readonly Shell[] }
  | { readonly is: 'rename'; readonly tabId: string }
  | { readonly is: 'keys' };

export const dockDialog = new Watched<DockDialog | null>(null);

/** `docked` under the page, or over all of it (`page`). Not kept: a person who comes back wants to see the page. */
export type DockRoom = 'docked' | 'page';
export const dockRoom = new Watched<DockRoom>('docked');
