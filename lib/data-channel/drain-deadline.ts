/** How long an ended process's last output may stay without any acknowledgement over a live connection. */
export const drainMsMax = 2_000;
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

  isOver(nowMs: number): boolean {
    return this.#atMs !== null && nowMs >= this.#atMs;
  }
}
