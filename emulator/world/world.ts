import { Clock } from './clock';
import { Luck } from './luck';

/** An account and a Region: where almost everything in AWS lives. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * A kind of state, declared by the service that owns it: `const parameters = new Shelf('ssm.parameters', () => new Map<string, Parameter>())`.
 * What is on it must survive a structured clone (Maps, Sets, Dates, plain objects), since worlds are kept on disk.
 */
export class Shelf<T> {
  readonly #byWorld = new WeakMap<World, Map<string, T>>();

  constructor(
    readonly name: string,
    private readonly create: () => T,
  ) {
    if (shelves.has(name)) throw new Error(`Two shelves are called ${name}.`);
    shelves.set(name, this);
  }

  /** This world's state for one place; made empty at first sight. Leave `place` out for what has none (IAM, STS). */
  of(world: World, place?: Partial<Place>): T {
    const key = placeKey(place);
    const kept = this.kept(world);
    const found = kept.get(key);
    if (found !== undefined) return found;
    const made = this.create();
    kept.set(key, made);
    return made;
  }

  /** Every place that has something on this shelf. */
  places(world: World): [Place, T][] {
    return [...this.kept(world)].map(([key, value]) => {
      const [account = '', region = ''] = key.split('/');
      return [{ account, region }, value];
    });
  }

  dump(world: World): Map<string, T> {
    return this.kept(world);
  }

  /** Takes back what `dump` gave, from this program's own file. */
  load(world: World, dumped: Map<string, T>): void {
    this.#byWorld.set(world, dumped);
  }

  clear(world: World): void {
    this.#byWorld.delete(world);
  }

  private kept(world: World): Map<string, T> {
    const found = this.#byWorld.get(world);
    if (found) return found;
    const made = new Map<string, T>();
    this.#byWorld.set(world, made);
    return made;
  }
}

const placeKey = (place: Partial<Place> = {}) => `${place.account ?? ''}/${place.region ?? ''}`;

/** All kinds of state the program knows, by name: what saving, loading and reset walk over. */
export const shelves = new Map<string, KeptShelf>();

/** A shelf of any kind, as saving, loading and reset see it. */
interface KeptShelf {
  dump(world: World): Map<string, unknown>;
  load(world: World, dumped: Map<string, unknown>): void;
  clear(world: World): void;
}

/** One emulated AWS: its time, its luck, and (on the shelves) its state. Several may live in one process. */
export class World {
  readonly clock: Clock;
  luck: Luck;
  /** Resolves when the world as it is now would survive this process; at once where no world is kept on disk. */
  kept: () => Promise<void> = async () => {};

  constructor(
    readonly seed = 1,
    clock = new Clock(),
  ) {
    this.clock = clock;
    this.luck = new Luck(seed);
  }

  /** Forgets everything and starts the same luck again; seeding is the caller's next step. */
  clear(): void {
    for (const shelf of shelves.values()) shelf.clear(this);
    this.luck = new Luck(this.seed);
  }
}
