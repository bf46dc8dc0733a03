import type { PastePlan } from './paste/paste-plan';
import type { RecordingFacts } from './recording/recorder';

/** What a terminal asks of the person beside its screen: drawn by `TerminalFurniture`. */
export interface PaneState {
  /** Waits for the person's word. */
  readonly paste: PastePlan | null;
  /** An address that the node printed and the person pressed. */
  readonly link: string | null;
  readonly searching: boolean;
  /** The dialog of settings is open over this terminal. */
  readonly settings: boolean;
  /** Counts bells that are shown; a change makes the edge light up. */
  readonly bells: number;
  readonly recording: RecordingFacts | null;
}

const atFirst: PaneState = {
  paste: null,
  link: null,
  searching: false,
  settings: false,
  bells: 0,
  recording: null,
};

/** One terminal's own. A new object at each change. */
export class PaneStore {
  readonly #listeners = new Set<() => void>();
  #state = atFirst;

  readonly get = (): PaneState => this.#state;

  readonly change = (change: Partial<PaneState>): void => {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
