import { encodeFrame, payloadOffsetBytes } from './frame';
import { createdDateMs, type FrameMaker } from './frame-maker';
import type { DataMessageType } from './message-type';
import { RetransmissionTimeout } from './retransmission-timeout';

/**
 * How many of the oldest unacknowledged frames are looked at for resending. AWS's ends look at the very oldest
 * only, which repairs 10 losses a second. Of ours, those that a later one was acknowledged before are lost, and
 * resent; of the others, which may be stuck in a slow socket, only as many as resends have just proved to help.
 */
export const resendWindowFrames = 256;
/** No frame is resent sooner than this after its last copy: the scan period of both real ends. */
export const resendAfterMsMin = 100;

/** Where a sender is: the next number, and what is unacknowledged in order. */
export interface SenderState {
  readonly next: number;
  readonly unacked: readonly { readonly sequence: number; readonly bytes: Uint8Array }[];
}

interface Unacked {
  readonly bytes: Uint8Array;
  readonly payloadBytes: number;
  /** When the first copy on this connection went out. */
  firstSentMs: number | null;
  /** Null: must be written, for the first time or because the connection is a new one. */
  lastSentMs: number | null;
  copies: number;
}

/**
 * The sending half of one reliable stream (data-channel paper section 7.2 to 7.6): numbers frames, keeps them
 * until acknowledged, says what to write and when. A frame is stored before anyone can write it, so that no
 * acknowledgement can come too early. How much may be outstanding is the owner's business.
 */
export class StreamSender {
  readonly #make: FrameMaker;
  readonly #messageType: DataMessageType;
  // In order of sequence number: a Map keeps insertion order.
  readonly #unacked = new Map<number, Unacked>();
  readonly #timeout = new RetransmissionTimeout();
  #next = 0;
  #unwritten = 0;
  #unackedBytes = 0;
  #held = true;
  #lastRttMs: number | null = null;
  #highestAcked = -1;
  // Frames that may be resent without a sign of loss: one, doubled by each acknowledgement of a resent frame.
  #probeFrames = 1;

  constructor(messageType: 'input_stream_data' | 'output_stream_data', make: FrameMaker) {
    this.#messageType = messageType;
    this.#make = make;
  }

  get nextSequence(): number {
    return this.#next;
  }
  get unackedFrames(): number {
    return this.#unacked.size;
  }
  /** Payload bytes not yet acknowledged. */
  get unackedBytes(): number {
    return this.#unackedBytes;
  }
  /** Round trip of the last frame that was acknowledged and never resent. */
  get lastRttMs(): number | null {
    return this.#lastRttMs;
  }
  /** When the oldest unacknowledged frame was first written on this connection; null: there is none. */
  get oldestUnackedSinceMs(): number | null {
    const oldest = this.#unacked.values().next().value;
    return oldest?.firstSentMs ?? null;
  }

  /** Numbers and keeps one frame. Returns what to write now: nothing while held or behind unwritten frames. */
  send(payloadType: number, payload: Uint8Array, nowMs: number): Uint8Array | null {
    const bytes = this.#encode(payloadType, payload, nowMs);
    const entry: Unacked = {
      bytes,
      payloadBytes: payload.length,
      firstSentMs: null,
      lastSentMs: null,
      copies: 0,
    };
    this.#unacked.set(this.#next, entry);
    this.#next += 1;
    this.#unackedBytes += payload.length;
    this.#unwritten += 1;
    if (this.#held || this.#unwritten > 1) return null;
    this.#write(entry, nowMs);
    return bytes;
  }

  /** Takes the acknowledgement of one frame; an unknown or unsent number is ignored. Returns whether it was known. */
  acknowledged(sequence: number, nowMs: number): boolean {
    const entry = this.#unacked.get(sequence);
    // Nobody can have what was never written: taking that word would leave a hole in the stream.
    if (entry === undefined || entry.copies === 0) return false;
    this.#unacked.delete(sequence);
    this.#unackedBytes -= entry.payloadBytes;
    if (entry.lastSentMs === null) this.#unwritten -= 1;
    this.#highestAcked = Math.max(this.#highestAcked, sequence);
    if (entry.copies > 1) this.#probeFrames = Math.min(resendWindowFrames, 2 * this.#probeFrames);
    else if (entry.lastSentMs !== null) {
      this.#probeFrames = 1;
      this.#lastRttMs = nowMs - entry.lastSentMs;
      this.#timeout.measured(this.#lastRttMs);
    }
    return true;
  }

  /** What to write now: frames never written on this connection, and those whose acknowledgement is overdue. */
  due(nowMs: number): Uint8Array[] {
    if (this.#held) return [];
    const write: Uint8Array[] = [];
    let resent = false;
    for (const entry of this.#candidates()) {
      if (entry.lastSentMs !== null && entry.lastSentMs + this.#waitMs() > nowMs) continue;
      if (entry.lastSentMs !== null) resent = true;
      this.#write(entry, nowMs);
      write.push(entry.bytes);
    }
    if (resent) this.#timeout.backOff();
    return write;
  }

  /** When {@link due} should be asked next; null when nothing is outstanding or the stream is held. */
  nextDueMs(nowMs: number): number | null {
    if (this.#held || this.#unacked.size === 0) return null;
    let earliest = Number.POSITIVE_INFINITY;
    for (const entry of this.#candidates()) {
      earliest = Math.min(earliest, entry.lastSentMs === null ? nowMs : entry.lastSentMs + this.#waitMs());
    }
    return Math.max(earliest, nowMs);
  }

  /**
   * A cheap upper bound of the next time {@link due} has something, for after every send: each frame on the wire
   * is overdue no later than one written now would be.
   */
  latestDueMs(nowMs: number): number | null {
    return this.#held || this.#unacked.size === 0 ? null : nowMs + this.#waitMs();
  }

  /** True while frames wait for their turn, or resends have just helped: ask {@link due} at once. */
  get hasMore(): boolean {
    return this.#unwritten > 0 || this.#probeFrames > 1;
  }

  /** Stops writing (paused, or no connection). Frames are still numbered and kept. */
  hold(): void {
    this.#held = true;
  }

  /** Goes on writing. {@link due} has what was kept meanwhile. */
  release(): void {
    this.#held = false;
  }

  /** What another sender needs to go on: the frames as they were written, by number. */
  state(): SenderState {
    return {
      next: this.#next,
      unacked: [...this.#unacked].map(([sequence, { bytes }]) => ({ sequence, bytes })),
    };
  }

  /** Goes on where another sender was. Of a new sender only; it is held until `restart`. */
  restore({ next, unacked }: SenderState): void {
    this.#next = next;
    for (const { sequence, bytes } of unacked) {
      const payloadBytes = bytes.length - payloadOffsetBytes;
      // One copy went out before: which copy an acknowledgement is for will not be known.
      this.#unacked.set(sequence, { bytes, payloadBytes, firstSentMs: null, lastSentMs: null, copies: 1 });
      this.#unackedBytes += payloadBytes;
    }
    this.#unwritten = this.#unacked.size;
  }

  /** A new connection: whatever is unacknowledged may have been lost and is written again. */
  restart(): void {
    for (const entry of this.#unacked.values()) {
      entry.lastSentMs = null;
      entry.firstSentMs = null;
    }
    this.#unwritten = this.#unacked.size;
    this.#held = false;
  }

  /** Frames to write or resend when their time has come: never written, overtaken, or the oldest few. */
  *#candidates(): Generator<Unacked> {
    let seen = 0;
    for (const [sequence, entry] of this.#unacked) {
      if (seen === resendWindowFrames) return;
      if (entry.lastSentMs === null || sequence < this.#highestAcked || seen < this.#probeFrames) yield entry;
      seen += 1;
    }
  }

  #waitMs(): number {
    return Math.max(resendAfterMsMin, this.#timeout.rtoMs);
  }

  #write(entry: Unacked, nowMs: number): void {
    if (entry.lastSentMs === null) this.#unwritten -= 1;
    entry.firstSentMs ??= nowMs;
    entry.lastSentMs = nowMs;
    entry.copies += 1;
  }

  #encode(payloadType: number, payload: Uint8Array, nowMs: number): Uint8Array {
    // AWS's agent marks its very first stream message, and its client none (paper section 4.3).
    const isFirstOutput = this.#messageType === 'output_stream_data' && this.#next === 0;
    return encodeFrame(
      {
        messageType: this.#messageType,
        schemaVersion: 1,
        createdDateMs: createdDateMs(nowMs),
        sequenceNumber: BigInt(this.#next),
        flags: isFirstOutput ? 1n : 0n,
        messageId: this.#make.newMessageId(),
        payloadType,
        payload,
      },
      this.#make.sha256,
    );
  }
}
