'use client';
import { z } from 'zod';

/** How the person left the dock. Kept per person in this browser; holds nothing about nodes or sessions. */
const settingsShape = z.object({
  heightPx: z.number().int().min(0).max(10_000),
  collapsed: z.boolean(),
  screenReader: z.boolean(),
});
export type DockSettings = z.infer<typeof settingsShape>;

/** Less than this shows no terminal worth having: the bar and five lines. */
export const dockHeightPxMin = 140;
const keyOf = (person: string): string => `qd-dock:${person}`;
const atFirst: DockSettings = { heightPx: 340, collapsed: false, screenReader: false };

class DockSettingsStore {
  readonly #listeners = new Set<() => void>();
  #person: string | null = null;
  #settings: DockSettings = atFirst;

  readonly get = (): DockSettings => this.#settings;

  /** Whose they are. */
  readonly use = (person: string): void => {
    if (person === this.#person) return;
    this.#person = person;
    this.#set(readStored(person));
  };

  readonly change = (change: Partial<DockSettings>): void => {
    this.#set({ ...this.#settings, ...change });
    if (this.#person !== null) store(this.#person, this.#settings);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(settings: DockSettings): void {
    this.#settings = settings;
    for (const listener of this.#listeners) listener();
  }
}

function readStored(person: string): DockSettings {
  try {
    const read = settingsShape.safeParse(JSON.parse(localStorage.getItem(keyOf(person)) ?? ''));
    return read.success ? read.data : atFirst;
  } catch {
    return atFirst;
  }
}

/** A browser that keeps nothing still has a dock for as long as the page lives. */
function store(person: string, settings: DockSettings): void {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(settings));
  } catch {
    return;
  }
}

export const dockSettings = new DockSettingsStore();
