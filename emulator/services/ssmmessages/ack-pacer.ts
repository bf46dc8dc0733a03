/**
 * AWS's agent lists a message as unacknowledged only after writing it: an acknowledgement sooner than about 0.2 ms is
 * lost to it, and from then on it repeats one message ten times a second (data-channel paper 7.2, 14.5). Everything
 * that reaches the emulator is on this machine, so acknowledgements toward agents wait this long.
 */
const holdMs = 1;

interface Held {
  readonly bytes: Uint8Array;
  readonly dueMs: number;
}

/** Sends in order, each not before its time. */
export class AckPacer {
  #held: Held[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (bytes: Uint8Array) => void) {}

  add(bytes: Uint8Array): void {
    this.#held.push({ bytes, dueMs: performance.now() + holdMs });
    this.#arm();
  }

  /** Nothing more is sent; what was held is dropped. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = [];
  }

  #arm(): void {
    if (this.#held.length > 0) this.#timer ??= setTimeout(() => this.#flush(), holdMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const now = performance.now();
    const due = this.#held.findIndex((held) => held.dueMs > now);
    const ready = due < 0 ? this.#held.splice(0) : this.#held.splice(0, due);
    for (const { bytes } of ready) this.send(bytes);
    this.#arm();
  }
}
