/** How long a wait may last before it fails and says what it saw, in ms. A bound for broken code, not a pace. */
const patienceMs = 60_000;

interface Waiter {
  look(): void;
  fail(reason: Error): void;
}

/** Lets a test await a fact instead of sleeping: whoever changes something says `changed()`, waiters look again. */
export class Watch {
  readonly #waiters = new Set<Waiter>();
  #failure: Error | undefined;

  /** @param describe what there is to see, for the message of a wait that fails */
  constructor(private readonly describe: () => string) {}

  changed(): void {
    for (const waiter of [...this.#waiters]) waiter.look();
  }

  /** Every wait, now and later, that is not yet met fails with this reason: nothing more will come. */
  over(reason: string): void {
    this.#failure ??= new Error(reason);
    this.changed();
    for (const waiter of [...this.#waiters]) waiter.fail(this.#failure);
  }

  /** Resolves with the first value of `look` that is not undefined. Rejects naming `what` and what was seen instead. */
  until<T>(what: string, look: () => T | undefined, limitMs = patienceMs): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(limit);
        this.#waiters.delete(waiter);
        settle();
      };
      const fail = (reason: Error) =>
        end(() => reject(new Error(`waited for ${what}: ${reason.message}; ${this.describe()}`)));
      const waiter: Waiter = {
        fail,
        look: () => {
          const found = look();
          if (found !== undefined) end(() => resolve(found));
        },
      };
      const limit = setTimeout(() => fail(new Error(`not seen in ${limitMs} ms`)), limitMs);
      this.#waiters.add(waiter);
      waiter.look();
      if (this.#failure && this.#waiters.has(waiter)) fail(this.#failure);
    });
  }
}
