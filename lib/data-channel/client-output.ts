import type { ClientEffect } from './effect';
import type { Frame } from './frame';
import type { IncomingLane } from './incoming-lane';
import { Silence } from './silence';
import { type Placement, type ReceiverState, StreamReceiver } from './stream-receiver';
import { type OutputPart, UndrainedOutput } from './undrained-output';

/**
 * Output taken from the node and not yet drained by the host, per shell. What came early before it was reached
 * goes beside it, with a limit of its own: refusing what is awaited because of it would be a wedge.
 */
export const outputQueueBytesMax = 64 * 1_048_576;

/** What came and was not drawn, and where the stream is. */
export interface OutputState extends ReceiverState {
  readonly undrained: readonly OutputPart[];
}

/**
 * How long later output may come without what is awaited. Whatever is unacknowledged is resent within a second or
 * so, also by AWS's agent: what still does not come was acknowledged once, by a client whose state is not ours.
 */
export const outputMissingMsMax = 120_000;

/**
 * What the node sends: every frame is either taken into bounded memory (and acknowledged) or refused. AWS's agent
 * has no send window, so refusing alone stops nothing: the connection is given up until enough was drained, and
 * the service pauses the agent meanwhile.
 */
export class ClientOutput {
  readonly #receiver = new StreamReceiver();
  readonly #lane: IncomingLane;
  readonly #emit: (effect: ClientEffect) => void;
  readonly #bytesMax: number;
  readonly #undrained = new UndrainedOutput();
  #overfull = false;
  readonly #missing = new Silence();

  constructor(lane: IncomingLane, emit: (effect: ClientEffect) => void, bytesMax: number) {
    this.#lane = lane;
    this.#emit = emit;
    this.#bytesMax = bytesMax;
  }

  get undrainedBytes(): number {
    return this.#undrained.bytes;
  }
  /** Everything held for this stream. */
  get heldBytes(): number {
    return this.#passedBytes + this.#receiver.waitingBytes;
  }

  /** Places a frame; `full` when there is no room for it. */
  place(frame: Frame, nowMs: number): Placement {
    const expected = BigInt(this.#receiver.expected);
    if (frame.sequenceNumber >= expected) {
      if (this.#isOverfullWith(frame.payload.length)) return 'full';
      // Early frames must leave room for the awaited one: they can be refused alone, it cannot.
      const isEarly = frame.sequenceNumber > expected;
      if (isEarly && this.heldBytes + frame.payload.length > this.#bytesMax) return 'full';
    }
    const placement = this.#receiver.place(frame.sequenceNumber, frame);
    if (placement === 'next') this.#missing.broken();
    else if (this.#receiver.waitingFrames > 0) this.#missing.passed(nowMs);
    return placement;
  }

  /** True when the stream cannot go on: the awaited frame does not come, though others do. */
  get isMissing(): boolean {
    return this.#missing.silentMs >= outputMissingMsMax;
  }

  /** Hands the message that was just placed as `next` on, and those that waited for it. False: one is broken. */
  pass(frame: Frame, nowMs: number): boolean {
    if (!this.#lane.arrive(frame, nowMs)) return false;
    for (let next = this.#receiver.take(); next !== null; next = this.#receiver.take()) {
      if (!this.#lane.arrive(next, nowMs)) return false;
    }
    return true;
  }

  output(stream: 'output' | 'error', bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#undrained.add({ stream, bytes });
    this.#emit({ do: 'output', stream, bytes });
  }

  /** The host has done with so many bytes. */
  drained(bytes: number): void {
    this.#undrained.drained(bytes);
    if (!this.#overfull || this.#passedBytes > this.#bytesMax / 2) return;
    this.#overfull = false;
    this.#emit({ do: 'reconnect' });
  }

  /** What another client needs to go on. */
  state(): OutputState {
    return { ...this.#receiver.state(), undrained: this.#undrained.list() };
  }

  /** Goes on where another client was: what was not drawn there is given out again. */
  restore(state: OutputState): void {
    this.#receiver.restore(state);
    for (const { stream, bytes } of state.undrained) this.output(stream, bytes);
  }

  /** What is in order: given out and undrained, or being opened. */
  get #passedBytes(): number {
    return this.#undrained.bytes + this.#lane.bytes;
  }

  #isOverfullWith(bytes: number): boolean {
    if (!this.#overfull && this.#passedBytes + bytes > this.#bytesMax) {
      this.#overfull = true;
      this.#emit({ do: 'disconnect' });
    }
    return this.#overfull;
  }

  /** A new connection is a new chance, even if the host did not wait for `reconnect`. */
  restart(): void {
    this.#overfull = false;
  }
}
