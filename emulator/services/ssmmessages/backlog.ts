/** Frames and bytes kept for an end that is away. The real client keeps as many frames for itself; the bytes bound memory. */
const framesMax = 10_000;
const bytesMax = 16 * 1024 * 1024;

/**
 * What waits for an absent end, in order of arrival and each once: the present end repeats what is not
 * acknowledged. When it is full the newest is dropped; its sender repeats it later.
 */
export class Backlog {
  readonly #frames = new Map<string, Uint8Array>();
  #bytes = 0;

  /** `key` is the same for repetitions of one message. */
  keep(key: string, frame: Uint8Array): void {
    if (this.#frames.has(key)) return;
    if (this.#frames.size >= framesMax || this.#bytes + frame.length > bytesMax) return;
    this.#frames.set(key, frame);
    this.#bytes += frame.length;
  }

  /** Gives everything back in order and is empty. */
  take(): Uint8Array[] {
    const frames = [...this.#frames.values()];
    this.#frames.clear();
    this.#bytes = 0;
    return frames;
  }
}
