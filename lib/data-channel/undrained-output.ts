/** Part of what a node printed, and where it belongs. */
export interface OutputPart {
  readonly stream: 'output' | 'error';
  readonly bytes: Uint8Array;
}

/** Heads of the list that may be empty before it is cut: cutting at each one is quadratic on a full queue. */
const emptyHeadsMax = 1024;

/**
 * What was given to the host and is not drawn yet. It was acknowledged, so nobody sends it again: a page that
 * goes away must hand it on. Copied, since hosts move the bytes they are given to other threads.
 */
export class UndrainedOutput {
  #parts: OutputPart[] = [];
  #head = 0;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add({ stream, bytes }: OutputPart): void {
    this.#parts.push({ stream, bytes: bytes.slice() });
    this.#bytes += bytes.length;
  }

  /** Forgets so many bytes of the oldest, whichever stream they are of. */
  drained(bytes: number): void {
    let left = Math.min(bytes, this.#bytes);
    this.#bytes -= left;
    for (let part = this.#parts[this.#head]; part !== undefined && left > 0; part = this.#parts[this.#head]) {
      if (part.bytes.length > left) {
        this.#parts[this.#head] = { stream: part.stream, bytes: part.bytes.subarray(left) };
        break;
      }
      left -= part.bytes.length;
      this.#head += 1;
    }
    this.#forgetHeads();
  }

  list(): OutputPart[] {
    return this.#parts.slice(this.#head);
  }

  #forgetHeads(): void {
    if (this.#head < this.#parts.length && this.#head < emptyHeadsMax) return;
    this.#parts.splice(0, this.#head);
    this.#head = 0;
  }
}
