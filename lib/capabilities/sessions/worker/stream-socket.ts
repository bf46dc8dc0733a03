import type { Door } from '../client/worker-messages';
import type { HostParts, Socket } from './host-parts';

const dialMsMax = 15_000;

export interface StreamEvents {
  readonly opened: (door: Door) => void;
  readonly received: (bytes: Uint8Array) => void;
  /** The socket closed, failed, or did not open in time. */
  readonly lost: (door: Door) => void;
}

/** The one connection that a channel has at a time. What an earlier one still says is not heard. */
export class StreamSocket {
  readonly #parts: HostParts;
  readonly #events: StreamEvents;
  #socket: Socket | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(parts: HostParts, events: StreamEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  /** Opened, or on the way to it. */
  get isThere(): boolean {
    return this.#socket !== null;
  }

  dial(door: Door): void {
    this.leave();
    const mine = (happen: () => void) => () => {
      if (this.#socket === socket) happen();
    };
    const socket = this.#open(door.streamUrl, {
      opened: mine(() => {
        this.#cancelTimer?.();
        this.#events.opened(door);
      }),
      gone: mine(() => this.#lost(door)),
      received: (bytes) => {
        if (this.#socket === socket) this.#events.received(bytes);
      },
    });
    this.#socket = socket;
    this.#cancelTimer = this.#parts.after(
      dialMsMax,
      mine(() => this.#lost(door)),
    );
  }

  /** Dials after a while, unless something else is dialled or left before. */
  dialAfter(delayMs: number, dial: () => void): void {
    this.#cancelTimer = this.#parts.after(delayMs, dial);
  }

  send(data: string | Uint8Array): void {
    this.#socket?.send(data);
  }

  /** Gives the connection up. */
  leave(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  #lost(door: Door): void {
    this.leave();
    this.#events.lost(door);
  }

  #open(url: string, events: Parameters<HostParts['openSocket']>[1]): Socket {
    try {
      return this.#parts.openSocket(url, events);
    } catch {
      // An address that no socket takes: the same as one that nobody answers, but not within this call.
      const cancel = this.#parts.after(0, events.gone);
      return { send: () => undefined, close: cancel };
    }
  }
}
