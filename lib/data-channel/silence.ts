/** Time between two looks that counts as silence: past it the machine slept, which is nobody's silence. */
const stepMsMax = 2_000;

/** How long the other end has said nothing while we listened. A laptop's sleep does not count. */
export class Silence {
  #silentMs = 0;
  #lookedMs: number | null = null;

  get silentMs(): number {
    return this.#silentMs;
  }

  /** Something was heard, or nothing is awaited: the count starts anew. */
  broken(): void {
    this.#silentMs = 0;
    this.#lookedMs = null;
  }

  /** Looks at the clock; to be called every second or so while an answer is awaited. */
  passed(nowMs: number): void {
    const stepMs = this.#lookedMs === null ? 0 : nowMs - this.#lookedMs;
    this.#silentMs += Math.min(Math.max(0, stepMs), stepMsMax);
    this.#lookedMs = nowMs;
  }
}
