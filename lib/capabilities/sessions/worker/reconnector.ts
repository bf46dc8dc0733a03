import type { Link, NoDoor, WaitReason } from '../client/worker-messages';
import { delayBeforeMs } from './backoff';
import type { HostParts } from './host-parts';

/** A page that cannot answer for so long is asked again. */
const answerMsMax = 20_000;

/**
 * Gets a dropped channel a new token: asks the page, waits between attempts, and waits without a clock for what
 * only a person or the network can change. Never gives up by itself: the session's own end does.
 */
export class Reconnector {
  readonly #parts: HostParts;
  readonly #askForDoor: () => void;
  readonly #changed: () => void;
  #cancelTimer: (() => void) | null = null;
  #why: WaitReason | null = null;
  #attempt = 0;
  #nextAttemptAtMs: number | null = null;

  constructor(parts: HostParts, askForDoor: () => void, changed: () => void) {
    this.#parts = parts;
    this.#askForDoor = askForDoor;
    this.#changed = changed;
  }

  /** What to show while there is no connection; null while none is missed. */
  get link(): Link | null {
    if (this.#why === null) return null;
    const nextAttemptAtMs = this.#nextAttemptAtMs;
    return { is: 'reconnecting', why: this.#why, attempt: this.#attempt, nextAttemptAtMs };
  }

  /** The socket is gone, or an attempt failed: try again after a while. */
  later(networkUp: boolean): void {
    if (!networkUp) {
      this.hold('offline');
      return;
    }
    this.#attempt += 1;
    const delayMs = delayBeforeMs(this.#attempt, this.#parts.random());
    this.#wait('dropped', delayMs, () => this.now());
    this.#nextAttemptAtMs = this.#parts.nowMs() + delayMs;
    this.#changed();
  }

  /** An attempt at once, as the person or the network says so. */
  now(): void {
    this.#attempt = Math.max(1, this.#attempt);
    this.#wait('dropped', answerMsMax, () => this.later(true));
    this.#changed();
    this.#askForDoor();
  }

  /** Waits for something that no clock brings. */
  hold(why: WaitReason): void {
    this.stop();
    this.#why = why;
    this.#changed();
  }

  noDoor(why: Exclude<NoDoor, 'over'>, networkUp: boolean): void {
    if (why === 'sign-in') this.hold('sign-in');
    else this.later(networkUp);
  }

  /** A token came and is being tried: no attempt beside it. */
  trying(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#nextAttemptAtMs = null;
  }

  /** Connected again. The attempts are forgotten only by `proven`, or a socket that opens and dies would spin. */
  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#why = null;
    this.#nextAttemptAtMs = null;
  }

  /** The connection has carried something: the next drop starts to count anew. */
  proven(): void {
    this.#attempt = 0;
  }

  isHeldFor(why: WaitReason): boolean {
    return this.#why === why;
  }

  #wait(why: WaitReason, ms: number, run: () => void): void {
    this.stop();
    this.#why = why;
    this.#cancelTimer = this.#parts.after(ms, run);
  }
}
