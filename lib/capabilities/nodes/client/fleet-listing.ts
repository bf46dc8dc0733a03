import { placeKey, type Scope, scopeKey } from '@/lib/kernel/scope';
import type { FleetNode } from './fleet-node';
import { type FleetReader, ScopeListing, type ScopeProgress } from './scope-listing';

export interface Fleet {
  readonly nodes: readonly FleetNode[];
  readonly scopes: readonly ScopeProgress[];
}

/** How long a complete listing counts as fresh when its page is opened again. */
const freshMs = 60_000;

/** Pages may come faster than 10,000 rows can be sorted and drawn: lists hear of them together, this far apart. */
const gatherMs = 150;

interface FleetListingParts {
  readonly reader: FleetReader;
  readonly now: () => number;
  /** Calls back after so many milliseconds: `setTimeout` in the product. */
  readonly later: (call: () => void, ms: number) => void;
  /** Called when a scope was read completely, with its number of nodes: for "of about". */
  readonly counted: (scope: Scope, nodes: number) => void;
}

/**
 * The fleet of the scopes shown. Scopes are read side by side (the BFF client lets four calls out at once); a
 * scope that is hidden and shown again is still there. One a page; lists, palette and node pages share it.
 */
export class FleetListing {
  private readonly listings = new Map<string, ScopeListing>();
  private shown: readonly Scope[] = [];
  private fleet: Fleet = { nodes: [], scopes: [] };
  private told = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: FleetListingParts) {}

  /** The same object until something changed. */
  readonly get = (): Fleet => this.fleet;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** From now on the fleet is these scopes; reads those that are not there or no longer fresh. */
  readonly show = (scopes: readonly Scope[]): void => {
    this.shown = scopes;
    this.gather();
    for (const scope of scopes) if (this.isStale(scope)) this.readScope(scope);
  };

  /** Reads all that is shown again; rows stay meanwhile. */
  readonly refresh = (): void => {
    for (const scope of this.shown) this.readScope(scope);
  };

  /** Reads again what failed or was stopped. */
  readonly resume = (): void => this.readWhere(({ state }) => state === 'failed' || state === 'stopped');

  /** Reads again what an expired sign-in cut off. */
  readonly resumeExpired = (): void =>
    this.readWhere(({ problem }) => problem?.code === 'expired' || problem?.code === 'signed-out');

  readonly stop = (): void => {
    for (const scope of this.shown) this.listing(scope).stop();
  };

  readonly setTags = (scope: Scope, id: string, tags: Readonly<Record<string, string>>): void => {
    for (const [key, listing] of this.listings) {
      if (key.startsWith(`${placeKey(scope)}|`)) listing.setTags(id, tags);
    }
  };

  private readWhere(wanted: (progress: ScopeProgress) => boolean): void {
    for (const scope of this.shown) if (wanted(this.listing(scope).getProgress())) this.readScope(scope);
  }

  private isStale(scope: Scope): boolean {
    const { state, readAt } = this.listing(scope).getProgress();
    if (state === 'stopped') return false;
    return readAt === null || this.parts.now() - readAt > freshMs;
  }

  private readScope(scope: Scope): void {
    const listing = this.listing(scope);
    void listing.read().then(() => {
      const { state, read } = listing.getProgress();
      if (state === 'done') this.parts.counted(scope, read);
    });
  }

  private listing(scope: Scope): ScopeListing {
    const key = scopeKey(scope);
    const known = this.listings.get(key);
    if (known) return known;
    const made = new ScopeListing(scope, this.parts.reader, this.parts.now, () => this.gatherSoon());
    this.listings.set(key, made);
    return made;
  }

  private gatherSoon(): void {
    if (this.told) return;
    this.told = true;
    // Nobody waits for the first rows.
    this.parts.later(() => this.gather(), this.fleet.nodes.length === 0 ? 0 : gatherMs);
  }

  private gather(): void {
    this.told = false;
    const listings = this.shown.map((scope) => this.listing(scope));
    this.fleet = {
      nodes: listings.flatMap((listing) => [...listing.getNodes()]),
      scopes: listings.map((listing) => listing.getProgress()),
    };
    for (const listener of this.listeners) listener();
  }
}
