import type { ClientEffect } from './effect';
import { InputQueue } from './input-queue';
import type { OutgoingLane } from './outgoing-lane';
import { payloadType } from './payload-type';
import { type TerminalSize, writeFlag, writeSize } from './stream-payloads';
import type { StreamMessage } from './stream-receiver';

/** Typed bytes on their way and not acknowledged: what Ctrl-C cannot overtake any more. */
export const inputUnackedBytesMax = 65_536;
/** The same in frames: past it single keystrokes wait and travel together in one frame. */
export const inputUnackedFramesMax = 256;
/** An interrupt may go past {@link inputUnackedFramesMax}, but not without end while nobody answers. */
const interruptUnackedFramesMax = 2 * inputUnackedFramesMax;

const interruptByte = Uint8Array.of(0x03);

/** What the person sent and the channel has not: unsent input, the size wanted and the size told. */
export interface InputState {
  readonly queue: readonly StreamMessage[];
  readonly wantedSize: TerminalSize | null;
  readonly sentSize: TerminalSize | null;
}

/** What the person sends: gated until the node listens, windowed, and interruptible. */
export class ClientInput {
  readonly #lane: OutgoingLane;
  readonly #emit: (effect: ClientEffect) => void;
  readonly #queue = new InputQueue();
  #open = false;
  #wantedSize: TerminalSize | null = null;
  #sentSize: TerminalSize | null = null;

  constructor(lane: OutgoingLane, emit: (effect: ClientEffect) => void) {
    this.#lane = lane;
    this.#emit = emit;
  }

  get unsentBytes(): number {
    return this.#queue.bytes;
  }

  /** Whether anything may be sent now: the node listens and there is a connection. */
  gate(open: boolean): void {
    this.#open = open;
  }

  type(bytes: Uint8Array, nowMs: number): void {
    if (this.#queue.add(payloadType.output, bytes)) this.pump(nowMs);
    else this.#emit({ do: 'input-discarded', bytes: bytes.length, why: 'queue-full' });
  }

  /** Ctrl-C goes ahead of what is unsent and throws that away: a paste ends when the person says so. */
  interrupt(nowMs: number): void {
    const bytes = this.#queue.discard();
    if (bytes > 0) this.#emit({ do: 'input-discarded', bytes, why: 'interrupt' });
    if (this.#open && this.#lane.outstandingFrames < interruptUnackedFramesMax) {
      this.#lane.push(payloadType.output, interruptByte, nowMs);
    } else {
      this.#queue.add(payloadType.output, interruptByte);
    }
  }

  /** Flags keep their place behind what was typed before. */
  flag(flag: number, nowMs: number): void {
    if (this.#queue.add(payloadType.flag, writeFlag(flag))) this.pump(nowMs);
  }

  resize(size: TerminalSize, nowMs: number): void {
    this.#wantedSize = size;
    this.pump(nowMs);
  }

  repeatSize(nowMs: number): void {
    this.#sentSize = null;
    this.pump(nowMs);
  }

  /** Sends the size when it changed, then as much input as the window allows. */
  pump(nowMs: number): void {
    if (!this.#open) return;
    this.#pumpSize(nowMs);
    while (this.#lane.outstandingFrames < inputUnackedFramesMax) {
      const room = inputUnackedBytesMax - this.#lane.outstandingBytes;
      const message = room > 0 ? this.#queue.take(room) : null;
      if (message === null) return;
      this.#lane.push(message.payloadType, message.payload, nowMs);
    }
  }

  /** What another client needs to go on. */
  state(): InputState {
    return { queue: this.#queue.list(), wantedSize: this.#wantedSize, sentSize: this.#sentSize };
  }

  /** Goes on where another client was. */
  restore({ queue, wantedSize, sentSize }: InputState): void {
    for (const { payloadType: type, payload } of queue) this.#queue.add(type, payload);
    this.#wantedSize = wantedSize;
    this.#sentSize = sentSize;
  }

  /** Throws away what cannot be sent any more. */
  end(): void {
    const bytes = this.#queue.discard();
    if (bytes > 0) this.#emit({ do: 'input-discarded', bytes, why: 'closed' });
  }

  #pumpSize(nowMs: number): void {
    const wanted = this.#wantedSize;
    if (wanted === null || (wanted.cols === this.#sentSize?.cols && wanted.rows === this.#sentSize.rows))
      return;
    if (this.#lane.outstandingFrames >= inputUnackedFramesMax) return;
    this.#sentSize = wanted;
    this.#lane.push(payloadType.size, writeSize(wanted), nowMs);
  }
}
