/**
 * How long an ended process's last output may stay without any acknowledgement over a live connection. AWS's agent waits
 * 2 s; a busy page or machine stands still for longer than that, and what was lost on its way would never be resent.
 */
export const drainMsMax = 10_000;
/** Asked later than this after the deadline, the host itself stood still: acknowledgements may lie unread in its socket. */
export const drainLateMsMax = 1_000;
/** What such a host gets to read them. */
export const drainAfterStallMs = 2_000;
/** The same while the client is away or the connection is down: the person may come back for it. */
export const drainAwayMsMax = 300_000;

/** Until when an ended process's last output is waited for. Every acknowledgement and every return gives it more time. */
export class DrainDeadline {
  #atMs: number | null = null;

  /** Null until the process has ended. */
  get atMs(): number | null {
    return this.#atMs;
  }

  /** The process has ended. */
  start(nowMs: number, isAway: boolean): void {
    this.#atMs = nowMs;
    this.extend(nowMs, isAway);
  }

  extend(nowMs: number, isAway: boolean): void {
    if (this.#atMs !== null) this.#atMs = nowMs + (isAway ? drainAwayMsMax : drainMsMax);
  }

  /** Whether it was waited for long enough; a host that stood still is given more time. */
  isOver(nowMs: number): boolean {
    if (this.#atMs === null || nowMs < this.#atMs) return false;
    if (nowMs - this.#atMs <= drainLateMsMax) return true;
    this.#atMs = nowMs + drainAfterStallMs;
    return false;
  }
}
