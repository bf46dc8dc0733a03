import { encodeFrame, type Frame, newFrame } from './frame';
import { RoundTrip } from './round-trip';

/** Both real ends look every 100 ms for something to send again (data-channel paper section 7.1). */
const scanMs = 100;

/** How an end sends and resends. */
export interface SendHabits {
  /** AWS's ends resend only the oldest unacknowledged message, so they repair at most ten losses a second. */
  resend: 'every-message' | 'head-only';
  /** AWS's client forgets to note a resend and so repeats its head on every scan after the first timeout. */
  notesResends: boolean;
  /** AWS's ends list a message after writing it: an acknowledgement sooner than this many ms is lost (section 7.2). */
  blindMs: number;
  /** Unacknowledged messages kept for resending. */
  keptMax: number;
  /** What gives way when `keptMax` is reached. */
  whenFull: 'drop-oldest' | 'drop-new';
}

interface Kept {
  sequence: number;
  bytes: Buffer;
  firstSentMs: number;
  lastSentMs: number;
  resends: number;
}

/** One direction's sending half: numbers messages, keeps them until acknowledged, resends them (sections 7.2, 7.4, 7.6). */
export class Outbox {
  /** Messages written more than once so far. */
  resends = 0;
  /** While true nothing is written: messages are numbered and kept (section 8). */
  paused = false;
  nextSequence = 0;
  readonly #kept = new Map<number, Kept>();
  readonly #roundTrip = new RoundTrip();
  #over = false;
  #scan: NodeJS.Timeout | undefined;

  constructor(
    private readonly habits: SendHabits,
    private readonly messageType: 'input_stream_data' | 'output_stream_data',
    private readonly write: (bytes: Buffer) => void,
    private readonly resent: () => void,
  ) {}

  /** Messages sent and not yet acknowledged. */
  get unacknowledged(): number {
    return this.#kept.size;
  }

  /** Sends one message; empty payloads do not exist on this wire. Flags are SYN for the agent's first message only. */
  send(payloadType: number, payload: Uint8Array | string): Frame {
    const sequence = this.nextSequence;
    const flags = sequence === 0 && this.messageType === 'output_stream_data' ? 1n : 0n;
    const frame = newFrame(this.messageType, payload, {
      sequenceNumber: BigInt(sequence),
      flags,
      payloadType,
    });
    if (frame.payload.length === 0) throw new RangeError('a stream message needs a payload');
    this.nextSequence += 1;
    const now = performance.now();
    this.#keep({ sequence, bytes: encodeFrame(frame), firstSentMs: now, lastSentMs: now, resends: 0 });
    return frame;
  }

  /** Forgets the message of that sequence; an unknown one is ignored. */
  acknowledged(sequence: number): void {
    const kept = this.#kept.get(sequence);
    const now = performance.now();
    if (!kept || now - kept.firstSentMs < this.habits.blindMs) return;
    this.#kept.delete(sequence);
    this.#measure(kept, now);
    if (this.#kept.size === 0) this.#stopScan();
  }

  /** Ends this half: nothing is written or resent any more. */
  dispose(): void {
    this.#over = true;
    this.#stopScan();
  }

  #stopScan(): void {
    clearInterval(this.#scan);
    this.#scan = undefined;
  }

  /** A resent message tells no round trip (Karn); AWS's ends measure it all the same. */
  #measure(kept: Kept, now: number): void {
    if (this.habits.resend === 'head-only' || kept.resends === 0)
      this.#roundTrip.measured(now - kept.lastSentMs);
  }

  #keep(kept: Kept): void {
    if (this.#over) return;
    if (!this.paused) this.write(kept.bytes);
    if (this.#kept.size >= this.habits.keptMax) {
      if (this.habits.whenFull === 'drop-new') return;
      const oldest = this.#kept.keys().next();
      if (!oldest.done) this.#kept.delete(oldest.value);
    }
    this.#kept.set(kept.sequence, kept);
    this.#scan ??= setInterval(() => this.#resendLate(), scanMs);
  }

  #resendLate(): void {
    if (this.paused) return;
    const now = performance.now();
    for (const kept of this.#kept.values()) {
      if (now - kept.lastSentMs > this.#roundTrip.timeoutMs) this.#resend(kept, now);
      if (this.habits.resend === 'head-only') return;
    }
  }

  /** The same bytes again: MessageId, CreatedDate and ciphertext stay. */
  #resend(kept: Kept, now: number): void {
    if (this.habits.notesResends) kept.lastSentMs = now;
    kept.resends += 1;
    this.resends += 1;
    this.write(kept.bytes);
    this.resent();
  }
}
