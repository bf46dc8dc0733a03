import type { Shell } from '../shell';
import type { ShellState } from '../shell-state';
import type { ShellStore } from '../shell-store';
import type { DockLayoutStore } from './layout/dock-layout-store';
import { paneIds } from './layout/pane-tree';

/** Typing to all panes of one tab. Null while it is off. */
export interface BroadcastState {
  readonly tabId: string;
  /** Shell id → how many bytes that were typed it did not get. Only those that missed something. */
  readonly missed: ReadonlyMap<string, number>;
}

export interface BroadcastParts {
  readonly shells: Pick<ShellStore, 'getState' | 'subscribe'>;
  readonly layout: Pick<DockLayoutStore, 'front' | 'getTabs' | 'subscribe'>;
}

/**
 * Whether a pane takes what is typed to several. Only one that is connected: what would arrive minutes later, out
 * of sight, is not what the person means by typing to all.
 */
export const takesTyping = ({ phase }: ShellState): boolean => phase.is === 'connected';

/** Off by default, and off again as soon as another tab is in front or its tab has one pane left. */
export class Broadcast {
  readonly #parts: BroadcastParts;
  readonly #listeners = new Set<() => void>();
  #state: BroadcastState | null = null;

  constructor(parts: BroadcastParts) {
    this.#parts = parts;
    parts.shells.subscribe(() => this.#check());
    parts.layout.subscribe(() => this.#check());
  }

  readonly getState = (): BroadcastState | null => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** For the tab in front, if it has panes to type to. */
  readonly start = (): void => {
    const front = this.#parts.layout.front();
    if (front?.panes.is === 'split') this.#set({ tabId: front.id, missed: new Map() });
  };
  readonly stop = (): void => {
    if (this.#state) this.#set(null);
  };

  /**
   * What came out of the terminal of `from`: to its shell alone, or, typed by the person while this is on, to every
   * pane of its tab that can take it. A terminal's answers to its node are nobody else's.
   */
  typed(from: Shell, bytes: Uint8Array<ArrayBuffer>, by: 'person' | 'terminal'): void {
    const all = this.#state ? this.#shellsOf(this.#state.tabId) : [];
    if (by === 'person' && all.includes(from)) this.#toAll(all, bytes);
    else from.type(bytes);
  }

  #toAll(all: readonly Shell[], bytes: Uint8Array): void {
    if (!this.#state) return;
    const missed = new Map(this.#state.missed);
    for (const shell of all) {
      if (takesTyping(shell.getState())) shell.type(bytes.slice());
      else missed.set(shell.id, (missed.get(shell.id) ?? 0) + bytes.length);
    }
    if (all.some((shell) => !takesTyping(shell.getState()))) this.#set({ ...this.#state, missed });
  }

  #shellsOf(tabId: string): readonly Shell[] {
    const tab = this.#parts.layout.getTabs().find(({ id }) => id === tabId);
    const ids = tab ? paneIds(tab.panes) : [];
    return this.#parts.shells.getState().shells.filter(({ id }) => ids.includes(id));
  }

  #check(): void {
    if (!this.#state) return;
    const front = this.#parts.layout.front();
    if (front?.id !== this.#state.tabId || front.panes.is === 'pane') this.#set(null);
  }

  #set(state: BroadcastState | null): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
