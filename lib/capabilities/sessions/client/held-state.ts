import type { HeldChannel } from './worker-messages';

/** What the worker handed over of a channel, and whoever waits for it. */
export class HeldState {
  #held: HeldChannel | null = null;
  #waiting: (() => void)[] = [];

  get current(): HeldChannel | null {
    return this.#held;
  }

  came(held: HeldChannel): void {
    this.#held = held;
    this.#wakeAll();
  }

  /** The channel goes on here, or is over: what was handed over is a lie now. */
  clear(): void {
    this.#held = null;
    this.#wakeAll();
  }

  /** Resolves when the worker has handed its part over, or there is nothing to wait for any more. */
  async arrived(): Promise<void> {
    if (!this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wakeAll(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
