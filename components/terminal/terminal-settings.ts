'use client';
import { z } from 'zod';
import { paletteNames } from './terminal-theme';

/** Smaller than 8 px nobody can read, larger than 32 px no program fits. */
export const fontSizePx = { min: 8, max: 32, atFirst: 13 } as const;

const settingsShape = z.object({
  fontSizePx: z.number().int().min(fontSizePx.min).max(fontSizePx.max).default(fontSizePx.atFirst),
  palette: z.enum(paletteNames).default('page'),
  /** What is selected is copied at once, as X11 terminals do. */
  copyOnSelect: z.boolean().default(false),
  /** A bell from the node makes the pane's edge light up. There is no sound. */
  visibleBell: z.boolean().default(true),
  /** More than one line is shown before it is sent. */
  askBeforePaste: z.boolean().default(true),
  /** `auto`: WebGL where a graphics processor draws it. The others are for bad drivers and for tests. */
  drawing: z.enum(['auto', 'dom', 'webgl']).default('auto'),
});

/** How this person likes terminals, in this browser. Knows nothing of nodes and sessions. */
export type TerminalSettings = z.infer<typeof settingsShape>;
export type Drawing = TerminalSettings['drawing'];

const storageKey = 'qd-terminal';

class TerminalSettingsStore {
  readonly #listeners = new Set<() => void>();
  #settings: TerminalSettings | null = null;

  readonly get = (): TerminalSettings => {
    this.#settings ??= readStored();
    return this.#settings;
  };

  readonly change = (change: Partial<TerminalSettings>): void => {
    this.#settings = { ...this.get(), ...change };
    store(this.#settings);
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

function readStored(): TerminalSettings {
  try {
    const read = settingsShape.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
    if (read.success) return read.data;
  } catch {
    // Not ours, or storage is off: as at first.
  }
  return settingsShape.parse({});
}

/** A browser that keeps nothing still has settings for as long as the page lives. */
function store(settings: TerminalSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    return;
  }
}

export const terminalSettings = new TerminalSettingsStore();
