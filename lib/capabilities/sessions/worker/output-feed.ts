/**
 * Output that the page has not drawn yet. The terminal reads ahead without limit and then answers no key, so it
 * is fed at most so far ahead of what it has drawn.
 */
export const aheadBytesMax = 500_000;
/**
 * Chunks handed to the page one by one, for the sake of a key's echo; past it output waits for the next `drawn`
 * and travels as one chunk, which is what keeps a flood cheap.
 */
export const chunksAheadMax = 8;

/** Keeps output in order and hands it to the page as the page draws. Bounded by the channel, which counts it. */
export class OutputFeed {
  readonly #hand: (bytes: Uint8Array<ArrayBuffer>) => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #aheadBytes = 0;
  #aheadChunks = 0;

  constructor(hand: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#hand = hand;
  }

  /** Nothing waits here: all was handed over, drawn or not. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#aheadChunks < chunksAheadMax) this.#flush();
  }

  /** One chunk of so many bytes is on the screen. */
  drawn(bytes: number): void {
    this.#aheadBytes = Math.max(0, this.#aheadBytes - bytes);
    this.#aheadChunks = Math.max(0, this.#aheadChunks - 1);
    this.#flush();
  }

  #flush(): void {
    const room = aheadBytesMax - this.#aheadBytes;
    if (room <= 0 || this.isEmpty) return;
    const chunk = this.#take(Math.min(room, this.#waitingBytes));
    this.#aheadBytes += chunk.length;
    this.#aheadChunks += 1;
    this.#hand(chunk);
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const chunk = new Uint8Array(length);
    let filled = 0;
    let used = 0;
    for (const bytes of this.#waiting) {
      const part = bytes.subarray(0, length - filled);
      chunk.set(part, filled);
      filled += part.length;
      if (part.length < bytes.length) this.#waiting[used] = bytes.subarray(part.length);
      else used += 1;
      if (filled === length) break;
    }
    this.#waiting.splice(0, used);
    this.#waitingBytes -= length;
    return chunk;
  }
}
