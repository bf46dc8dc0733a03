'use client';
import { useSyncExternalStore } from 'react';
import { type DockSettings, dockSettings } from './dock-settings';

/** The dock is drawn in the browser only, so there is nothing to be read on the server. */
export const useDockSettings = (): DockSettings =>
  useSyncExternalStore(dockSettings.subscribe, dockSettings.get, dockSettings.get);
