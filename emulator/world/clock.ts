/**
 * The world's time. `now()` is world time in epoch milliseconds: `POST /_emulator/clock` moves it.
 * Signatures, tokens and certificates are judged by `signatureNow()`, which never moves, because the
 * caller's own clock did not move either.
 */
export class Clock {
  #offsetMs = 0;

  constructor(private readonly source: () => number = Date.now) {}

  now(): number {
    return this.source() + this.#offsetMs;
  }

  signatureNow(): number {
    return this.source();
  }

  /** Moves world time on by `ms` (never back: AWS's clocks do not run backwards either). */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('World time only moves forward.');
    this.#offsetMs += ms;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  restore(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }
}
