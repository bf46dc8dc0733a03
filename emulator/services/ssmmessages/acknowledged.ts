/** Sequences acknowledged ahead of a gap that are remembered; real ends keep as many messages out of order. */
const aheadMax = 100_000;

/** Which of the agent's messages the client has acknowledged: everything below a mark, and some above it. */
export class Acknowledged {
  /** Every sequence below this is acknowledged. */
  #mark = 0;
  readonly #ahead = new Set<number>();

  add(sequence: number): void {
    if (sequence < this.#mark) return;
    if (sequence !== this.#mark) {
      if (this.#ahead.size < aheadMax) this.#ahead.add(sequence);
      return;
    }
    this.#mark += 1;
    while (this.#ahead.delete(this.#mark)) this.#mark += 1;
  }

  has(sequence: number): boolean {
    return sequence < this.#mark || this.#ahead.has(sequence);
  }

  /** Whether all messages below `end` are acknowledged. */
  covers(end: number): boolean {
    return this.#mark >= end;
  }
}
