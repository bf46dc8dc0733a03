import type { Frame } from '@/lib/data-channel/frame';
import { payloadType } from '@/lib/data-channel/payload-type';

/** One of the agent's outputs, bytes as they came. */
export interface Output {
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

/** Frames held while an earlier one is missing; a start has a handful. */
const heldMax = 1000;

/**
 * The start of a session toward a client, in order. The real client treats handshake messages that come early as plain
 * data, and dies of a HandshakeComplete before the acknowledgement of its own response (data-channel paper 7.3, 14.6).
 * It is open, and costs nothing, from the first output without a handshake or from the acknowledged HandshakeComplete on.
 */
export class StartupGate {
  #open: boolean;
  #next = 0;
  readonly #held = new Map<number, { frame: Frame; bytes: Uint8Array }>();
  #completeSequence: number | undefined;
  #responseSequence: number | undefined;
  #responseAcknowledged = false;

  /** @param open the start is over already */
  constructor(open: boolean) {
    this.#open = open;
  }

  /** Takes an `output_stream_data`; gives what may go to the client now, in order. */
  output(frame: Frame, bytes: Uint8Array): Output[] {
    const sequence = Number(frame.sequenceNumber);
    if (this.#open) return [{ sequence, bytes }];
    // Repetitions of what already went are the client's to judge.
    if (sequence < this.#next) return [{ sequence, bytes }];
    if (this.#held.size < heldMax) this.#held.set(sequence, { frame, bytes });
    return this.#release();
  }

  /** The client sent this: its handshake response is what the gate waits to see acknowledged. */
  input(frame: Frame): void {
    if (!this.#open && frame.payloadType === payloadType.handshakeResponse)
      this.#responseSequence ??= Number(frame.sequenceNumber);
  }

  /** The agent's acknowledgement of an input has gone to the client; gives what that set free. */
  inputAcknowledged(sequence: number): Output[] {
    if (this.#open || sequence !== this.#responseSequence) return [];
    this.#responseAcknowledged = true;
    return this.#release();
  }

  /** The client acknowledged an output; gives what that set free. */
  outputAcknowledged(sequence: number): Output[] {
    if (this.#open || sequence !== this.#completeSequence) return [];
    return this.#opened();
  }

  /** Whether the client's acknowledgement of this output is what opens the gate. */
  awaits(sequence: number): boolean {
    return !this.#open && sequence === this.#completeSequence;
  }

  #release(): Output[] {
    const free: Output[] = [];
    for (
      let held = this.#held.get(this.#next);
      held && !this.#waits(held.frame);
      held = this.#held.get(this.#next)
    ) {
      free.push({ sequence: this.#next, bytes: held.bytes });
      this.#held.delete(this.#next);
      this.#next += 1;
      if (isHandshake(held.frame)) continue;
      return [...free, ...this.#opened()];
    }
    return free;
  }

  #waits(frame: Frame): boolean {
    if (this.#completeSequence !== undefined) return true;
    if (frame.payloadType !== payloadType.handshakeComplete) return false;
    if (!this.#responseAcknowledged) return true;
    this.#completeSequence = Number(frame.sequenceNumber);
    return false;
  }

  #opened(): Output[] {
    this.#open = true;
    const rest = [...this.#held]
      .sort(([a], [b]) => a - b)
      .map(([sequence, { bytes }]) => ({ sequence, bytes }));
    this.#held.clear();
    return rest;
  }
}

const handshakeTypes: readonly number[] = [
  payloadType.handshakeRequest,
  payloadType.challengeRequest,
  payloadType.handshakeComplete,
];
const isHandshake = (frame: Frame) => handshakeTypes.includes(frame.payloadType);
