'use client';
import { useSyncExternalStore } from 'react';
import { shells } from '../shells';
import type { DockLayout } from './layout/dock-layout';
import { DockLayoutStore } from './layout/dock-layout-store';
import { pageShelf } from './layout/layout-shelf';

/** This page's dock: its tabs and panes, in the order and the shares that the person gave them. */
export const dockLayout = new DockLayoutStore({ shells, shelf: pageShelf, newId: () => crypto.randomUUID() });

const none: DockLayout = [];
export const useDockTabs = (): DockLayout =>
  useSyncExternalStore(dockLayout.subscribe, dockLayout.getTabs, () => none);
