import type { Door } from '../client/worker-messages';
import { delayBeforeMs } from './backoff';
import type { HostParts } from './host-parts';
import type { StreamSocket } from './stream-socket';

/** The start token is burnt only by a connection that opened (data-channel paper 2.4), so a failed dial repeats it. */
const firstDialsMax = 5;

/** A terminal measures itself within a frame or two of its module's coming; past this a node has waited enough. */
const sizeMsMax = 2_000;

/** The way of a new session to its first connection. */
export class FirstDial {
  readonly #parts: HostParts;
  readonly #socket: StreamSocket;
  /** Set while the socket waits for the terminal's size. */
  #begin: (() => void) | null = null;
  #dials = 0;

  constructor(parts: HostParts, socket: StreamSocket) {
    this.#parts = parts;
    this.#socket = socket;
  }

  /** Dials once the size is known, so that the first prompt has it; a terminal that is late is not waited for long. */
  awaitSize(door: Door): void {
    this.#begin = () => {
      this.#begin = null;
      cancel();
      this.#dial(door);
    };
    const cancel = this.#parts.after(sizeMsMax, () => this.#begin?.());
  }

  sized(): void {
    this.#begin?.();
  }

  /** The socket was lost before it had ever opened. False when it was tried often enough. */
  again(door: Door): boolean {
    if (this.#dials >= firstDialsMax) return false;
    const delayMs = delayBeforeMs(this.#dials + 1, this.#parts.random());
    this.#socket.dialAfter(delayMs, () => this.#dial(door));
    return true;
  }

  stop(): void {
    this.#begin = null;
  }

  #dial(door: Door): void {
    this.#dials += 1;
    this.#socket.dial(door);
  }
}
