import type { PaneStore } from './pane-store';
import { Recorder } from './recording/recorder';

interface Recorded {
  readonly size: { readonly cols: number; readonly rows: number };
  /** Draws what is on the screen now. */
  readonly screen: string;
}

/** At most one recording of a terminal at a time, shown in its pane's state. */
export class TerminalRecording {
  readonly #pane: PaneStore;
  #recorder: Recorder | null = null;

  constructor(pane: PaneStore) {
    this.#pane = pane;
  }

  get current(): Recorder | null {
    return this.#recorder;
  }

  start(title: string, withInput: boolean, { size, screen }: Recorded): void {
    if (this.#recorder) return;
    const recorder = new Recorder({
      nowMs: () => Date.now(),
      size,
      screen,
      title,
      withInput,
      onFull: () => this.#pane.change({ recording: recorder.facts }),
    });
    this.#recorder = recorder;
    this.#pane.change({ recording: recorder.facts });
  }

  /** Ends it; the asciicast file, or null when there was none. */
  stop(): string | null {
    const recorder = this.#recorder;
    this.#recorder = null;
    this.#pane.change({ recording: null });
    return recorder?.text() ?? null;
  }
}
