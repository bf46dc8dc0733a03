import { decodeFrame, type Frame } from './frame';
import { seededLuck } from './seeded-luck';

/** What a lossy wire does to stream frames and acknowledgements; everything else passes untouched, for nobody resends it. */
export interface WireFaults {
  /** The same seed and the same frames give the same faults. */
  seed: number;
  /** Share of frames that never arrive, 0 to 1. */
  drop?: number;
  /** Share of frames that arrive twice. */
  duplicate?: number;
  /** Share of frames that arrive behind later ones. */
  reorder?: number;
  /** How many later frames may overtake a held one. Default 4. */
  reorderSpanFrames?: number;
  /** Every frame comes this much later, in ms, in order. */
  delayMs?: number;
  /** Drops what it says true to; `copy` counts how often this very message was seen, from 1. */
  dropWhere?: (frame: Frame, copy: number) => boolean;
  /**
   * The sockets are cut when that many stream frames and acknowledgements have come by, both directions together. Sure
   * to happen are only cuts below the number of messages that the bytes must take: 1024 at most in each.
   */
  cutAfterFrames?: number[];
}

/** What a wire did so far, in frames. */
export interface WireCounts {
  seen: number;
  dropped: number;
  duplicated: number;
  reordered: number;
  cuts: number;
}

const faultyTypes = ['input_stream_data', 'output_stream_data', 'acknowledge'];
const defaultSpanFrames = 4;

interface Held {
  bytes: Buffer;
  /** Frames that must still pass first. */
  passing: number;
}

/** One direction of a lossy wire. It keeps no time: a held frame is freed by the frames that overtake it. */
export class LossyDirection {
  readonly #luck: () => number;
  readonly #copies = new Map<string, number>();
  #held: Held[] = [];

  constructor(
    private readonly faults: WireFaults,
    seed: number,
    private readonly counts: WireCounts,
  ) {
    this.#luck = seededLuck(seed);
  }

  /** What is to be sent on now, in this order. `counted` is false for a message that faults never touch. */
  pass(bytes: Buffer): { counted: boolean; out: Buffer[] } {
    const frame = streamFrame(bytes);
    if (!frame) return { counted: false, out: [bytes] };
    this.counts.seen += 1;
    return { counted: true, out: [...this.#fate(frame, bytes), ...this.#freed()] };
  }

  /** Held frames are lost with the socket that they were to leave by. */
  cut(): void {
    this.#held = [];
  }

  #fate(frame: Frame, bytes: Buffer): Buffer[] {
    if (this.#isDropped(frame)) {
      this.counts.dropped += 1;
      return [];
    }
    if (this.#happens(this.faults.reorder)) {
      const span = this.faults.reorderSpanFrames ?? defaultSpanFrames;
      this.#held.push({ bytes, passing: 2 + Math.floor(this.#luck() * span) });
      this.counts.reordered += 1;
      return [];
    }
    if (!this.#happens(this.faults.duplicate)) return [bytes];
    this.counts.duplicated += 1;
    return [bytes, bytes];
  }

  #isDropped(frame: Frame): boolean {
    const copy = (this.#copies.get(frame.messageId) ?? 0) + 1;
    this.#copies.set(frame.messageId, copy);
    return this.faults.dropWhere?.(frame, copy) || this.#happens(this.faults.drop);
  }

  #freed(): Buffer[] {
    for (const held of this.#held) held.passing -= 1;
    const freed = this.#held.filter(({ passing }) => passing <= 0);
    this.#held = this.#held.filter(({ passing }) => passing > 0);
    return freed.map(({ bytes }) => bytes);
  }

  #happens(share: number | undefined): boolean {
    return share !== undefined && this.#luck() < share;
  }
}

/** Malformed frames pass too: judging them is the ends' business. */
function streamFrame(bytes: Buffer): Frame | undefined {
  try {
    const frame = decodeFrame(bytes);
    return faultyTypes.includes(frame.messageType) ? frame : undefined;
  } catch {
    return undefined;
  }
}
