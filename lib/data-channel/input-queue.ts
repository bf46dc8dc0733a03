import { payloadType } from './payload-type';
import type { StreamMessage } from './stream-receiver';

/** Typed bytes per frame, as AWS's own client sends. A longer paste is cut up, never dropped. */
export const inputBytesPerFrameMax = 1024;
/** Typed bytes kept unsent: room for the largest paste that makes sense, not for a runaway page. */
export const inputQueueBytesMax = 16 * 1_048_576;

/** Input that has not been sent yet: typed bytes, coalesced into full frames, and flags between them. */
export class InputQueue {
  #entries: StreamMessage[] = [];
  // Bytes of the first entry that are gone already.
  #offset = 0;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** False, and nothing taken, when there is no room. */
  add(type: number, payload: Uint8Array): boolean {
    if (this.#bytes + payload.length > inputQueueBytesMax) return false;
    if (payload.length === 0) return true;
    this.#entries.push({ payloadType: type, payload });
    this.#bytes += payload.length;
    return true;
  }

  /** Takes one frame's worth, at most `bytesMax` typed bytes; a flag is taken whole and alone. */
  take(bytesMax: number): StreamMessage | null {
    const head = this.#entries[0];
    if (head === undefined) return null;
    if (head.payloadType !== payloadType.output) {
      this.#entries.shift();
      this.#bytes -= head.payload.length;
      return head;
    }
    return {
      payloadType: payloadType.output,
      payload: this.#takeTyped(Math.min(bytesMax, inputBytesPerFrameMax)),
    };
  }

  /** Everything unsent, in order. */
  list(): StreamMessage[] {
    return this.#entries.map(({ payloadType: type, payload }, index) => ({
      payloadType: type,
      payload: index === 0 ? payload.subarray(this.#offset) : payload,
    }));
  }

  /** Throws everything away and says how many bytes that were. */
  discard(): number {
    const bytes = this.#bytes;
    this.#entries = [];
    this.#offset = 0;
    this.#bytes = 0;
    return bytes;
  }

  #takeTyped(bytesMax: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let taken = 0;
    let used = 0;
    for (const { payloadType: type, payload } of this.#entries) {
      if (type !== payloadType.output || taken === bytesMax) break;
      const part = payload.subarray(this.#offset, this.#offset + bytesMax - taken);
      parts.push(part);
      taken += part.length;
      this.#offset += part.length;
      if (this.#offset < payload.length) break;
      this.#offset = 0;
      used += 1;
    }
    this.#entries.splice(0, used);
    this.#bytes -= taken;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts, taken);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
