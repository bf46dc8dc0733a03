import type { AgentHabits } from './agent-habits';
import type { Program } from './agent-program';
import { chunksOf } from './chunks';
import type { Outbox } from './outbox';

interface Waiting {
  type: number;
  bytes: Buffer;
}

/** Between a program and its session's outbox: cuts output into messages and holds the program back when it must. */
export class OutputPump {
  readonly #waiting: Waiting[] = [];
  #holding = false;

  constructor(
    private readonly habits: AgentHabits,
    private readonly outbox: Outbox,
    private readonly program: Program,
    private readonly sealed: (type: number, bytes: Buffer) => Buffer,
  ) {}

  /** Nothing waits for room any more. */
  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  put(type: number, bytes: Uint8Array | string): void {
    for (const chunk of chunksOf(Buffer.from(bytes))) this.#waiting.push({ type, bytes: chunk });
    this.flow();
  }

  /** Call after an acknowledgement, a pause and an un-pause. */
  flow(): void {
    while (this.#mayLeave()) {
      const next = this.#waiting.shift();
      if (!next) break;
      this.outbox.send(next.type, this.sealed(next.type, next.bytes));
    }
    this.#hold(this.outbox.paused || this.#windowIsFull());
  }

  #mayLeave(): boolean {
    return (this.habits.queuesWhilePaused || !this.outbox.paused) && !this.#windowIsFull();
  }

  #windowIsFull(): boolean {
    return this.outbox.unacknowledged >= this.habits.windowMessages;
  }

  /** The flag is set first: a program may produce, and so come back here, before `resume` returns. */
  #hold(hold: boolean): void {
    if (hold === this.#holding) return;
    this.#holding = hold;
    if (hold) this.program.pause();
    else this.program.resume();
  }
}
