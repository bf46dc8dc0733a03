const uint32 = 0x1_0000_0000;

/**
 * The world's only source of ids and chance: the same seed gives the same world. Not for secrets:
 * keys and tokens come from node:crypto.
 */
export class Luck {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1): mulberry32, small and good enough for pictures of fleets. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / uint32;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const chosen = from[this.below(from.length)];
    if (chosen === undefined) throw new RangeError('Nothing to pick from.');
    return chosen;
  }

  /** `length` lower-case hexadecimal digits, as in `i-0123456789abcdef0`. */
  hex(length: number): string {
    return Array.from({ length }, () => this.below(16).toString(16)).join('');
  }

  /** A version 4 UUID in text form. */
  uuid(): string {
    const h = this.hex(32);
    const variant = '89ab'[this.below(4)];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }

  /** A stream of its own, so that adding one consumer does not change what another draws. */
  fork(name: string): Luck {
    let hash = this.#state;
    for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
    return new Luck(hash);
  }

  get state(): number {
    return this.#state;
  }

  /** Goes on where a kept world stopped: no id is drawn twice. */
  restore(state: number): void {
    this.#state = state >>> 0;
  }
}
