/** Frames that may wait for an earlier one; AWS's own client keeps as many. */
export const reorderFramesMax = 10_000;
/** Bytes that may wait for an earlier frame. Past either limit a frame is not taken and the peer resends it. */
export const reorderBytesMax = 16 * 1_048_576;

/** One message of a stream, in order. */
export interface StreamMessage {
  readonly payloadType: number;
  readonly payload: Uint8Array;
}

/**
 * What to do with a frame: `next` is the one awaited (acknowledge, handle, then drain with `take`), `kept` waits
 * for an earlier one (acknowledge), `old` was taken before (acknowledge again: its acknowledgement was lost),
 * `full` is refused (do not acknowledge).
 */
export type Placement = 'next' | 'kept' | 'old' | 'full';

/** Stands in for a message that a snapshot gave up: its number is known, so that the stream goes on behind it. */
export const givenUpMessage: StreamMessage = { payloadType: -1, payload: new Uint8Array(0) };

/** Where a receiver is: the number awaited, and what was acknowledged before its turn. */
export interface ReceiverState {
  readonly expected: number;
  readonly waiting: readonly { readonly sequence: number; readonly message: StreamMessage }[];
}

/** The receiving half of one reliable stream: order, duplicates and bounded memory (data-channel paper 7.3). */
export class StreamReceiver {
  readonly #waiting = new Map<number, StreamMessage>();
  #waitingBytes = 0;
  #expected = 0;

  /** The sequence number awaited. */
  get expected(): number {
    return this.#expected;
  }
  get waitingFrames(): number {
    return this.#waiting.size;
  }
  /** Payload bytes held back because an earlier frame is missing. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Places one frame. Frames with a number a double cannot hold are `full`: no session gets there. */
  place(sequenceNumber: bigint, message: StreamMessage): Placement {
    const sequence = Number(sequenceNumber);
    if (!Number.isSafeInteger(sequence) || sequence < 0) return 'full';
    if (sequence === this.#expected) {
      this.#forget(sequence);
      this.#expected += 1;
      return 'next';
    }
    if (sequence < this.#expected || this.#waiting.has(sequence)) return 'old';
    const bytes = message.payload.length;
    if (sequence - this.#expected > reorderFramesMax || this.#waitingBytes + bytes > reorderBytesMax)
      return 'full';
    // Copied: a view would keep the socket's whole read buffer alive, which the limit does not count.
    this.#waiting.set(sequence, { payloadType: message.payloadType, payload: message.payload.slice() });
    this.#waitingBytes += bytes;
    return 'kept';
  }

  /** The next message in order that was waiting, or null. */
  take(): StreamMessage | null {
    const message = this.#waiting.get(this.#expected);
    if (message === undefined) return null;
    this.#forget(this.#expected);
    this.#expected += 1;
    return message;
  }

  /** What another receiver needs to go on: the other end will not send again what waits here. */
  state(): ReceiverState {
    const waiting = [...this.#waiting].map(([sequence, message]) => ({ sequence, message }));
    return { expected: this.#expected, waiting };
  }

  /** Goes on where another receiver was. Of a new receiver only. */
  restore({ expected, waiting }: ReceiverState): void {
    this.#expected = expected;
    for (const { sequence, message } of waiting) {
      this.#waiting.set(sequence, message);
      this.#waitingBytes += message.payload.length;
    }
  }

  #forget(sequence: number): void {
    const message = this.#waiting.get(sequence);
    if (message === undefined) return;
    this.#waiting.delete(sequence);
    this.#waitingBytes -= message.payload.length;
  }
}
