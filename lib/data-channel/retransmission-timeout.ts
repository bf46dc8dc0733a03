/** Measured round trips and the wait for an acknowledgement that follows from them, in ms (paper section 7.6). */
export class RetransmissionTimeout {
  #srttMs = 100;
  #rttvarMs = 0;
  #rtoMs = 200;

  /** Smoothed round trip. */
  get srttMs(): number {
    return this.#srttMs;
  }
  /** Mean deviation of the round trip. */
  get rttvarMs(): number {
    return this.#rttvarMs;
  }
  /** How long to wait for an acknowledgement. Never over {@link rtoMsMax}. */
  get rtoMs(): number {
    return this.#rtoMs;
  }

  /** Takes one measured round trip. */
  measured(rttMs: number): void {
    // The deviation uses the OLD smoothed value: the order of these two lines is part of the vectors.
    this.#rttvarMs = 0.75 * this.#rttvarMs + 0.25 * Math.abs(this.#srttMs - rttMs);
    this.#srttMs = 0.875 * this.#srttMs + 0.125 * rttMs;
    this.#rtoMs = Math.min(rtoMsMax, this.#srttMs + Math.max(clockGranularityMs, 4 * this.#rttvarMs));
  }

  /**
   * After a resend, until the next measurement. Round trips of resent messages are not measured (which copy was
   * acknowledged is unknown), so without this a link slower than the first wait would be resent to for ever.
   */
  backOff(): void {
    this.#rtoMs = Math.min(rtoMsMax, 2 * this.#rtoMs);
  }
}

/** Both real ends wait no longer than this. */
const rtoMsMax = 1000;
/** The least allowance for deviation, as both real ends make it. */
const clockGranularityMs = 10;
