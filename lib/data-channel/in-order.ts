/** One item, and whether it still needs its answer. */
export interface Ordered<T> {
  readonly value: T;
  readonly waits: boolean;
}

/** Keeps items in order while the answers that some of them need come in any order. */
export class InOrder<T> {
  readonly #items: { value: T; waitsFor: number | null; bytes: number }[] = [];
  #bytes = 0;

  /** Sum of the `bytes` given with the items still here. */
  get bytes(): number {
    return this.#bytes;
  }
  get length(): number {
    return this.#items.length;
  }

  /** Everything here, in order. */
  list(): Ordered<T>[] {
    return this.#items.map(({ value, waitsFor }) => ({ value, waits: waitsFor !== null }));
  }

  /** Adds an item; `waitsFor` is the id of the answer it needs first, or null. */
  add(value: T, bytes: number, waitsFor: number | null): void {
    this.#items.push({ value, waitsFor, bytes });
    this.#bytes += bytes;
  }

  /** Puts the answered item in the place of the waiting one. False when nothing here waits for `id`. */
  answer(id: number, change: (value: T) => T): boolean {
    const item = this.#items.find(({ waitsFor }) => waitsFor === id);
    if (item === undefined) return false;
    item.value = change(item.value);
    item.waitsFor = null;
    return true;
  }

  /** The oldest item, unless it still waits. */
  take(): T | undefined {
    const head = this.#items[0];
    if (head === undefined || head.waitsFor !== null) return undefined;
    this.#items.shift();
    this.#bytes -= head.bytes;
    return head.value;
  }
}
