import type { FaultBoard } from './fault-board';
import { FaultyDirection } from './faulty-direction';
import type { FaultySide } from './wire-faults';

/** One connection of a session as its faults leave it: both directions, and how long it holds. */
export class FaultyWire {
  readonly in: FaultyDirection;
  readonly out: FaultyDirection;
  readonly #openedAtMs = performance.now();
  #cut: NodeJS.Timeout | undefined;
  #unwatch = () => {};

  constructor(
    private readonly board: FaultBoard,
    private readonly sessionId: string,
    private readonly side: FaultySide,
  ) {
    this.in = new FaultyDirection('in', () => this.#faults());
    this.out = new FaultyDirection('out', () => this.#faults());
  }

  /** Cuts the connection when it has had its time, whenever the faults that say so were asked for. */
  cutInTime(cut: () => void): void {
    this.#unwatch = this.board.watch(() => this.#arm(cut));
    this.#arm(cut);
  }

  stop(): void {
    clearTimeout(this.#cut);
    this.#unwatch();
    this.in.stop();
    this.out.stop();
  }

  #faults() {
    return this.board.of(this.sessionId, this.side);
  }

  #arm(cut: () => void): void {
    clearTimeout(this.#cut);
    const now = this.#faults();
    if (now?.faults.cutEverySeconds === undefined) return;
    const cutAtMs = this.#openedAtMs + now.faults.cutEverySeconds * 1000;
    const run = () => {
      now.counts.cuts += 1;
      cut();
    };
    this.#cut = setTimeout(run, Math.max(0, cutAtMs - performance.now())).unref();
  }
}
