'use client';
import { useSyncExternalStore } from 'react';
import { shells } from '../shells';
import { Broadcast, type BroadcastState } from './broadcast';
import { dockLayout } from './dock-layout';

/** This page's typing to several panes. */
export const broadcast = new Broadcast({ shells, layout: dockLayout });

export const useBroadcast = (): BroadcastState | null =>
  useSyncExternalStore(broadcast.subscribe, broadcast.getState, () => null);
