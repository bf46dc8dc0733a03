import type { SavedShell } from './saved-shell';
import type { ShellState } from './shell-state';

/** What is known of a shell, for whoever looks on: a new object at each change, the same one until then. */
export class ShellFacts {
  readonly #listeners = new Set<() => void>();
  #state: ShellState;

  constructor(first: ShellState) {
    this.#state = first;
  }

  readonly get = (): ShellState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** A shell at its start, or one of an earlier page before it goes on. */
export function freshState(nowMs: number, saved: SavedShell | null): ShellState {
  const { sessionId = null, document = null, kmsKey = null, startedAtMs = nowMs } = saved ?? {};
  const phase = { is: 'connecting' } as const;
  return { phase, sessionId, document, kmsKey, startedAtMs, lastInputAtMs: null, notice: null };
}
