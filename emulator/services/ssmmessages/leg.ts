import type { WebSocket } from 'ws';
import type { Freezable } from './faults/fault-board';
import type { FaultyWire } from './faults/faulty-wire';

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

/** Kept for a frozen end, in bytes; what comes beyond is dropped, its sender repeats it. */
const frozenBytesMax = 16 * 1024 * 1024;

/** One admitted WebSocket: an end's half of a channel. */
export class Leg implements Freezable {
  #waitingBytes = 0;
  #full = false;
  #over = false;
  #heldBack = false;
  /** What waits for a frozen end to thaw; undefined while it is not frozen. */
  #frozen: Uint8Array[] | undefined;
  #frozenBytes = 0;

  /** @param wire the faults asked for on this connection, where it can have any */
  constructor(
    private readonly socket: WebSocket,
    private readonly events: LegEvents,
    private readonly wire?: FaultyWire,
  ) {
    socket.on('message', (data, binary) => {
      // Only binary messages are frames; a text would be parsed as one by the real ends, so it goes no further.
      if (!binary || !Buffer.isBuffer(data)) return;
      if (wire) wire.in.carry(data, () => events.frame(data));
      else events.frame(data);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#lost());
    wire?.cutInTime(() => this.cut());
  }

  /** True while so much is unsent that whoever feeds this leg should stop. */
  get full(): boolean {
    return this.#full;
  }

  send(bytes: Uint8Array): void {
    if (this.wire) this.wire.out.carry(bytes, (carried) => this.#write(carried));
    else this.#write(bytes);
  }

  /** Stops and goes on reading the socket: what the end sends then waits in TCP. */
  pauseReading(): void {
    this.#heldBack = true;
    this.#settleReading();
  }

  resumeReading(): void {
    this.#heldBack = false;
    this.#settleReading();
  }

  /** A frozen end is neither read nor written to; thawed, all of it goes on in order. */
  freeze(frozen: boolean): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = frozen ? waiting : undefined;
    this.#settleReading();
    if (frozen) return;
    this.#frozenBytes = 0;
    for (const bytes of waiting) this.#write(bytes);
  }

  /** Ends it in order: what was sent before still arrives. The real ends take any code for a drop. */
  close(): void {
    const close = () => {
      this.socket.resume();
      this.socket.close(1000);
    };
    if (this.wire) this.wire.out.after(close);
    else close();
  }

  /** Cuts it: a dead or displaced connection. */
  cut(): void {
    this.socket.terminate();
  }

  #write(bytes: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.#frozen) {
      this.#keepFrozen(this.#frozen, bytes);
      return;
    }
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > waitingBytesHigh) this.#full = true;
    this.socket.send(bytes, () => this.#sent(bytes.length));
  }

  #keepFrozen(waiting: Uint8Array[], bytes: Uint8Array): void {
    if (this.#frozenBytes + bytes.length > frozenBytesMax) return;
    this.#frozenBytes += bytes.length;
    waiting.push(bytes);
  }

  #settleReading(): void {
    if (this.#heldBack || this.#frozen) this.socket.pause();
    else this.socket.resume();
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
    this.wire?.stop();
    this.events.lost();
  }
}
