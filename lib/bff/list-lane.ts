/**
 * At most `width` reads at once; the rest wait in order. Browsers open six connections to one host: two stay
 * free, so that a save or a new shell never queues behind a listing.
 */
export const readsInFlightMax = 4;

export class ListLane {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(width: number = readsInFlightMax) {
    this.free = width;
  }

  /** Calls `start` when a place is free: now or later. The answer gives the place back, or leaves the queue. */
  enter(start: () => void): () => void {
    let state: 'waiting' | 'in' | 'left' = 'waiting';
    const go = () => {
      state = 'in';
      this.free -= 1;
      start();
    };
    if (this.free > 0) go();
    else this.waiting.push(go);
    return () => {
      if (state === 'waiting') this.waiting.splice(this.waiting.indexOf(go), 1);
      if (state === 'in') this.leave();
      state = 'left';
    };
  }

  private leave(): void {
    this.free += 1;
    this.waiting.shift()?.();
  }
}
