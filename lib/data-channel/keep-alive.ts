/** How often a keep-alive is sent, and for how long nothing may come (data-channel paper section 12.4). */
export const keepAliveMs = 10_000;
export const keepAliveTimeoutMs = 30_000;

/** smux's keep-alive, for agents that still want it. Time without a connection does not count. */
export class KeepAlive {
  #sendAtMs: number | null = null;
  #deadAtMs: number | null = null;

  /** When {@link due} should be asked next; null while it is off. */
  get atMs(): number | null {
    if (this.#sendAtMs === null || this.#deadAtMs === null) return null;
    return Math.min(this.#sendAtMs, this.#deadAtMs);
  }

  /** Starts, or starts anew on a new connection. */
  start(nowMs: number): void {
    this.#sendAtMs = nowMs + keepAliveMs;
    this.#deadAtMs = nowMs + keepAliveTimeoutMs;
  }

  stop(): void {
    this.#sendAtMs = null;
    this.#deadAtMs = null;
  }

  /** Something came. */
  heard(nowMs: number): void {
    if (this.#deadAtMs !== null) this.#deadAtMs = nowMs + keepAliveTimeoutMs;
  }

  /** What the clock asks for: to send one, to give up, or nothing. */
  due(nowMs: number): 'send' | 'dead' | null {
    if (this.#sendAtMs === null || this.#deadAtMs === null) return null;
    // A host that woke us late may not have read what came meanwhile: one more keep-alive before giving up.
    const isLate = nowMs >= this.#deadAtMs + keepAliveMs;
    if (isLate) this.#deadAtMs = nowMs + keepAliveMs;
    else if (nowMs >= this.#deadAtMs) return 'dead';
    if (nowMs < this.#sendAtMs) return null;
    this.#sendAtMs = nowMs + keepAliveMs;
    return 'send';
  }
}
