/** Asks the host for as few wake-ups as possible: one is outstanding at a time, the earliest. */
export class WakeUp {
  readonly #ask: (atMs: number) => void;
  #askedMs: number | null = null;

  constructor(ask: (atMs: number) => void) {
    this.#ask = ask;
  }

  /** Makes sure of a wake-up no later than `atMs`; null asks for none. */
  noLaterThan(atMs: number | null): void {
    if (atMs === null || (this.#askedMs !== null && this.#askedMs <= atMs)) return;
    this.#askedMs = atMs;
    this.#ask(atMs);
  }

  /** The host woke us. Timers may fire a little early: what is still to come is asked for again. */
  woken(): void {
    this.#askedMs = null;
  }
}
