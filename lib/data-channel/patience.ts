import { Silence } from './silence';

/** A connection that a network has forgotten hangs without a word: twice what is called "Not answering". */
const patienceMsMin = 30_000;
/** A node may be gone for hours: then once in so long is often enough to ask the service. */
const patienceMsMax = 300_000;

/** How long an answer is waited for before the connection itself is suspect: ever longer, until something is heard. */
export class Patience {
  readonly #silence = new Silence();
  #patienceMs = patienceMsMin;
  #sinceMs: number | null = null;

  /** Since when nothing was heard over more connections than this one; null: something was. */
  get sinceMs(): number | null {
    return this.#sinceMs;
  }

  /** Something was heard. */
  heard(): void {
    this.#silence.broken();
    this.#patienceMs = patienceMsMin;
    this.#sinceMs = null;
  }

  /** Nothing is awaited, or there is nobody to hear: the count starts anew, the patience stays. */
  paused(): void {
    this.#silence.broken();
  }

  /**
   * To be asked every second or so while an answer is awaited, since `sinceMs` on this connection. True when that has
   * been too long: from then on the wait is twice as long, up to five minutes.
   */
  isOver(nowMs: number, sinceMs: number | null): boolean {
    this.#silence.passed(nowMs);
    if (this.#silence.silentMs < this.#patienceMs) return false;
    this.#silence.broken();
    this.#patienceMs = Math.min(patienceMsMax, 2 * this.#patienceMs);
    this.#sinceMs ??= sinceMs;
    return true;
  }
}
