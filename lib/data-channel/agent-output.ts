import type { AgentEffect } from './effect';
import type { OutgoingLane } from './outgoing-lane';
import { payloadType } from './payload-type';
import { writeExitCode, writeFlag } from './stream-payloads';
import { utf8Cut } from './utf8-cut';

/** Output bytes per frame, as AWS's agent sends. */
export const outputBytesPerFrameMax = 1024;
/** Unacknowledged output at which the source is told to stop: enough for 10 MB/s over 400 ms. */
export const outputUnackedBytesMax = 4 * 1_048_576;
/** Past this the session ends with `overrun`: a source that was told to stop may still deliver what it holds. */
export const outputHeldBytesMax = 4 * outputUnackedBytesMax;

/** What the process says: cut into frames, kept until the session runs, and stopped when nobody takes it. */
export class AgentOutput {
  readonly #lane: OutgoingLane;
  readonly #emit: (effect: AgentEffect) => void;
  #early: { type: number; bytes: Uint8Array }[] | null = [];
  #earlyBytes = 0;
  #reading = false;

  constructor(lane: OutgoingLane, emit: (effect: AgentEffect) => void) {
    this.#lane = lane;
    this.#emit = emit;
  }

  get isOverrun(): boolean {
    return this.#earlyBytes + this.#lane.outstandingBytes > outputHeldBytesMax;
  }

  write(stream: 'output' | 'error', bytes: Uint8Array, nowMs: number): void {
    this.#push(stream === 'output' ? payloadType.output : payloadType.stdErr, bytes, nowMs);
  }

  exitCode(code: number, nowMs: number): void {
    this.#push(payloadType.exitCode, writeExitCode(code), nowMs);
  }

  flag(flag: number, nowMs: number): void {
    this.#push(payloadType.flag, writeFlag(flag), nowMs);
  }

  /** True while something waits for the session to run. */
  get hasEarly(): boolean {
    return this.#early !== null && this.#early.length > 0;
  }

  /** The session runs: what came before goes out. */
  start(nowMs: number): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#earlyBytes = 0;
    for (const { type, bytes } of early) this.#push(type, bytes, nowMs);
  }

  /** Tells the host to read its process or to stop, when that changes. */
  read(allowed: boolean): void {
    const reading = allowed && this.#lane.outstandingBytes < outputUnackedBytesMax;
    if (reading === this.#reading) return;
    this.#reading = reading;
    this.#emit({ do: 'source', reading });
  }

  #push(type: number, bytes: Uint8Array, nowMs: number): void {
    if (this.#early !== null) {
      this.#early.push({ type, bytes });
      this.#earlyBytes += bytes.length;
      return;
    }
    for (let rest = bytes; rest.length > 0; ) {
      const cut = utf8Cut(rest, outputBytesPerFrameMax);
      this.#lane.push(type, rest.subarray(0, cut), nowMs);
      rest = rest.subarray(cut);
    }
  }
}
