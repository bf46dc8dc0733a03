interface Event {
  readonly atMs: number;
  readonly happen: () => void;
}

/** Time as a list of what happens: two minutes of it take as long as what happens in them. */
export class Clock {
  nowMs = 1_700_000_000_000;
  // In order of time, and of arrival within one moment.
  readonly #events: Event[] = [];

  at(afterMs: number, happen: () => void): void {
    const event = { atMs: this.nowMs + afterMs, happen };
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.atMs ?? 0) > event.atMs) index -= 1;
    this.#events.splice(index, 0, event);
  }

  /** Lets so much time pass, event by event. */
  run(forMs: number): void {
    const until = this.nowMs + forMs;
    for (let next = this.#takeBefore(until); next !== null; next = this.#takeBefore(until)) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.happen();
    }
    this.nowMs = until;
  }

  #takeBefore(untilMs: number): Event | null {
    const next = this.#events[0];
    if (next === undefined || next.atMs > untilMs) return null;
    this.#events.shift();
    return next;
  }
}
