import { Luck } from '../../../world/luck';
import type { World } from '../../../world/world';
import type { FaultCounts, FaultySide, WireFaults } from './wire-faults';

/** One session's faulty wire: it outlives the connections that are made over it. */
export interface SessionFaults {
  readonly faults: WireFaults;
  readonly counts: FaultCounts;
  /** Chance of each direction, seen from the relay. */
  readonly luck: { readonly in: Luck; readonly out: Luck };
}

/** Something of a node that can stand still. */
export interface Freezable {
  freeze(frozen: boolean): void;
}

/** The faults of one world, as asked for over `/_emulator/faults`. In memory: a restart ends them. */
export class FaultBoard {
  #all: WireFaults | undefined;
  readonly #own = new Map<string, WireFaults>();
  readonly #sessions = new Map<string, SessionFaults>();
  readonly #frozen = new Set<string>();
  readonly #legs = new Map<string, Set<Freezable>>();
  readonly #watchers = new Set<() => void>();

  /** Faults for one session, or for all that have none of their own. They replace earlier ones. */
  set(faults: WireFaults, sessionId?: string): void {
    if (sessionId === undefined) this.#all = faults;
    else this.#own.set(sessionId, faults);
    this.#changed();
  }

  end(sessionId?: string): void {
    if (sessionId === undefined) {
      this.#all = undefined;
      this.#own.clear();
    } else this.#own.delete(sessionId);
    this.#changed();
  }

  /** The faulty wire of one side of a session; undefined where nothing is wrong with it. */
  of(sessionId: string, side: FaultySide): SessionFaults | undefined {
    if (this.#all === undefined && this.#own.size === 0) return undefined;
    const faults = this.faultsOf(sessionId);
    if (faults?.side !== side) return undefined;
    const found = this.#sessions.get(sessionId);
    if (found) return found;
    const luck = new Luck(faults.seed);
    const made: SessionFaults = {
      faults,
      counts: { seen: 0, dropped: 0, duplicated: 0, reordered: 0, cuts: 0 },
      luck: { in: luck.fork('in'), out: luck.fork('out') },
    };
    this.#sessions.set(sessionId, made);
    return made;
  }

  faultsOf(sessionId: string): WireFaults | undefined {
    return this.#own.get(sessionId) ?? this.#all;
  }

  freeze(nodeId: string): void {
    this.#frozen.add(nodeId);
    for (const leg of this.#legs.get(nodeId) ?? []) leg.freeze(true);
  }

  /** All nodes without an id. What was held goes on its way. */
  thaw(nodeId?: string): void {
    for (const id of nodeId === undefined ? [...this.#frozen] : [nodeId]) {
      this.#frozen.delete(id);
      for (const leg of this.#legs.get(id) ?? []) leg.freeze(false);
    }
  }

  /** A connection of this node stands still while the node does. Gives back what to call when it is gone. */
  join(nodeId: string, leg: Freezable): () => void {
    const legs = this.#legs.get(nodeId) ?? new Set();
    this.#legs.set(nodeId, legs.add(leg));
    if (this.#frozen.has(nodeId)) leg.freeze(true);
    return () => {
      legs.delete(leg);
      if (legs.size === 0) this.#legs.delete(nodeId);
    };
  }

  /** For the person who asked: what holds, and what it has done to each session so far. */
  report() {
    return {
      all: this.#all ?? null,
      sessions: Object.fromEntries(this.#own),
      frozenNodes: [...this.#frozen],
      counts: Object.fromEntries([...this.#sessions].map(([id, { counts }]) => [id, counts])),
    };
  }

  /** Runs `changed` when other faults hold. Gives back what ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Changed faults begin anew, counts and chance too. */
  #changed(): void {
    for (const [id, { faults }] of this.#sessions)
      if (this.faultsOf(id) !== faults) this.#sessions.delete(id);
    for (const changed of [...this.#watchers]) changed();
  }
}

const boards = new WeakMap<World, FaultBoard>();

export function faultBoardOf(world: World): FaultBoard {
  const found = boards.get(world) ?? new FaultBoard();
  boards.set(world, found);
  return found;
}

/** Ends every fault of a world: part of its reset. */
export function endFaults(world: World): void {
  const board = boards.get(world);
  board?.end();
  board?.thaw();
}
