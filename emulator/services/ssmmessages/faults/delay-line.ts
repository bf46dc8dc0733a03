interface Waiting {
  readonly run: () => void;
  readonly leavesAtMs: number;
}

/** Things to do, each not before its time and never before one that came earlier, also when the delay is made shorter. */
export class DelayLine {
  #line: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  add(delayMs: number, run: () => void): void {
    const nowMs = performance.now();
    const leavesAtMs = Math.max(nowMs + delayMs, this.#line.at(-1)?.leavesAtMs ?? 0);
    if (this.#line.length === 0 && leavesAtMs <= nowMs) {
      run();
      return;
    }
    this.#line.push({ run, leavesAtMs });
    this.#arm();
  }

  /** Nothing more leaves. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#line = [];
  }

  #arm(): void {
    const [first] = this.#line;
    if (first)
      this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, first.leavesAtMs - performance.now()));
  }

  #flush(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    while (this.#line[0] && this.#line[0].leavesAtMs <= nowMs) this.#line.shift()?.run();
    this.#arm();
  }
}
