import type { Luck } from '../../../world/luck';
import { DelayLine } from './delay-line';
import type { SessionFaults } from './fault-board';

type Pass = (bytes: Uint8Array) => void;

/** A moved frame is overtaken by at least two and at most this many more. */
const overtakenByMore = 4;
/** … unless nothing follows: then it comes after this long all the same. */
const heldMsMax = 100;

interface Held {
  readonly go: () => void;
  /** Frames that must still go by first. */
  waitsFor: number;
  timer: NodeJS.Timeout;
}

/** One direction of one connection: what the session's faults do to each frame on it. */
export class FaultyDirection {
  #held: Held[] = [];
  readonly #line = new DelayLine();

  constructor(
    private readonly direction: 'in' | 'out',
    private readonly faultsNow: () => SessionFaults | undefined,
  ) {}

  /** Hands `bytes` to `pass` now, later, twice or never. */
  carry(bytes: Uint8Array, pass: Pass): void {
    const now = this.faultsNow();
    const go = () => this.#line.add(now?.faults.delayMs ?? 0, () => pass(bytes));
    if (!now || !isRepairable(bytes)) {
      go();
      return;
    }
    now.counts.seen += 1;
    this.#meetFate(now, go);
    this.#free();
  }

  /** Runs `last` behind everything that is on its way. */
  after(last: () => void): void {
    this.#release(() => true);
    this.#line.add(0, last);
  }

  /** What is on its way is lost with the connection. */
  stop(): void {
    for (const { timer } of this.#held) clearTimeout(timer);
    this.#held = [];
    this.#line.stop();
  }

  #meetFate({ faults, counts, luck }: SessionFaults, go: () => void): void {
    const chance = luck[this.direction];
    if (happens(chance, faults.dropPercent)) {
      counts.dropped += 1;
      return;
    }
    if (happens(chance, faults.reorderPercent)) {
      counts.reordered += 1;
      this.#hold(go, 3 + chance.below(overtakenByMore));
      return;
    }
    go();
    if (!happens(chance, faults.duplicatePercent)) return;
    counts.duplicated += 1;
    go();
  }

  /** Its own going by is counted too. */
  #hold(go: () => void, waitsFor: number): void {
    const timer = setTimeout(() => this.#release((held) => held.timer === timer), heldMsMax);
    this.#held.push({ go, waitsFor, timer });
  }

  #free(): void {
    for (const held of this.#held) held.waitsFor -= 1;
    this.#release(({ waitsFor }) => waitsFor <= 0);
  }

  #release(isFree: (held: Held) => boolean): void {
    const free = this.#held.filter(isFree);
    this.#held = this.#held.filter((held) => !isFree(held));
    for (const { go, timer } of free) {
      clearTimeout(timer);
      go();
    }
  }
}

/** Message types that the ends repair themselves: their loss is a fault of the wire, any other's would be one of the service. */
const repairable = ['input_stream_data', 'output_stream_data', 'acknowledge'];
/** Where a frame has its message type: 32 characters, padded (data-channel paper section 4). */
const typeAt = 4;

const isRepairable = (bytes: Uint8Array) => {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(
    'latin1',
    typeAt,
    typeAt + 32,
  );
  return repairable.includes(start.trimEnd());
};

const happens = (luck: Luck, percent: number) => percent > 0 && luck.next() * 100 < percent;
