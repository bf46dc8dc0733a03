'use client';
import { z } from 'zod';

/** How the person left the dock. Kept in this browser; holds nothing about nodes or sessions. */
const settingsShape = z.object({
  heightPx: z.number().int().min(0).max(10_000),
  collapsed: z.boolean(),
  screenReader: z.boolean(),
});
export type DockSettings = z.infer<typeof settingsShape>;

/** Less than this shows no terminal worth having: the bar and five lines. */
export const dockHeightPxMin = 140;
const storageKey = 'qd-dock';
const atFirst: DockSettings = { heightPx: 340, collapsed: false, screenReader: false };

class DockSettingsStore {
  readonly #listeners = new Set<() => void>();
  #settings: DockSettings | null = null;

  readonly get = (): DockSettings => {
    this.#settings ??= readStored();
    return this.#settings;
  };

  readonly change = (change: Partial<DockSettings>): void => {
    this.#settings = { ...this.get(), ...change };
    store(this.#settings);
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

function readStored(): DockSettings {
  try {
    const read = settingsShape.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? ''));
    return read.success ? read.data : atFirst;
  } catch {
    return atFirst;
  }
}

/** A browser that keeps nothing still has a dock for as long as the page lives. */
function store(settings: DockSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    return;
  }
}

export const dockSettings = new DockSettingsStore();
