import type { WebSocket } from 'ws';

/** What a leg tells its owner. */
export interface LegEvents {
  /** One binary message, whole. */
  frame(bytes: Buffer): void;
  /** The socket is gone, by whichever side. Said once. */
  lost(): void;
  /** What waits to be sent has fallen under the low mark after having passed the high one. */
  drained?(): void;
}

/** Past this much unsent the other side is held back; below the low mark it may go on. */
const waitingBytesHigh = 1024 * 1024;
const waitingBytesLow = 256 * 1024;

/** One admitted WebSocket: an end's half of a channel. */
export class Leg {
  #waitingBytes = 0;
  #full = false;
  #over = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly events: LegEvents,
  ) {
    socket.on('message', (data, binary) => {
      // Only binary messages are frames; a text would be parsed as one by the real ends, so it goes no further.
      if (binary && Buffer.isBuffer(data)) events.frame(data);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#lost());
  }

  /** True while so much is unsent that whoever feeds this leg should stop. */
  get full(): boolean {
    return this.#full;
  }

  send(bytes: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > waitingBytesHigh) this.#full = true;
    this.socket.send(bytes, () => this.#sent(bytes.length));
  }

  /** Stops and goes on reading the socket: what the end sends then waits in TCP. */
  pauseReading(): void {
    this.socket.pause();
  }

  resumeReading(): void {
    this.socket.resume();
  }

  /** Ends it in order: what was sent before still arrives. The real ends take any code for a drop. */
  close(): void {
    this.socket.resume();
    this.socket.close(1000);
  }

  /** Cuts it: a dead or displaced connection. */
  cut(): void {
    this.socket.terminate();
  }

  #sent(length: number): void {
    this.#waitingBytes -= length;
    if (!this.#full || this.#waitingBytes > waitingBytesLow) return;
    this.#full = false;
    this.events.drained?.();
  }

  #lost(): void {
    if (this.#over) return;
    this.#over = true;
    this.events.lost();
  }
}
