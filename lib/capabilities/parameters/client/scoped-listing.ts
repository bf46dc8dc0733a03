import type { Page } from '@/lib/kernel/page';
import type { Problem } from '@/lib/kernel/problem';
import { type Scope, scopeKey } from '@/lib/kernel/scope';

/** How far one scope is. `failed` and `stopped` go on from where they were. */
export interface ScopeProgress {
  readonly scope: Scope;
  readonly state: 'unread' | 'reading' | 'done' | 'stopped' | 'failed';
  readonly read: number;
  readonly problem: Problem | null;
}

export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly scopes: readonly ScopeProgress[];
}

export interface ListingParts<Row, Item> {
  /** One page; rejects with a Problem. */
  readonly read: (scope: Scope, cursor: string | null) => Promise<Page<Row>>;
  readonly itemOf: (row: Row, scope: Scope) => Item;
  readonly now: () => number;
}

/** A listing older than this is read again when a page shows it; what is known stays on screen meanwhile. */
const staleAfterMs = 60_000;

interface ScopeState<Item> {
  readonly scope: Scope;
  state: ScopeProgress['state'];
  items: readonly Item[];
  /** Pages of a reading under way that will take the place of `items`; null where they are added to them. */
  fresh: readonly Item[] | null;
  cursor: string | null;
  problem: Problem | null;
  doneAt: number;
  /** Changes whenever a reading is given up: its late answer is then dropped. */
  turn: number;
}

/**
 * Several scopes read side by side, a page a call, usable from the first page. Knows nothing of what it lists. How
 * many calls are in flight is the BFF client's business. A plain store: list and palette share one.
 */
export class ScopedListing<Row, Item> {
  private readonly known = new Map<string, ScopeState<Item>>();
  private readonly listeners = new Set<() => void>();
  private shown: readonly string[] = [];
  private listing: Listing<Item> = { items: [], scopes: [] };

  constructor(private readonly parts: ListingParts<Row, Item>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object until something changes. */
  readonly get = (): Listing<Item> => this.listing;

  /** Shows these scopes and reads what is not known or stale. The answer ends the reading: nobody looks any more. */
  show(scopes: readonly Scope[]): () => void {
    this.shown = scopes.map(scopeKey);
    for (const scope of scopes) this.begin(scope);
    this.changed();
    return () => this.stop();
  }

  /** Reads everything shown again; what is known stays until the new reading is through. */
  refresh(): void {
    for (const state of this.states()) this.restart(state);
    this.changed();
  }

  stop(): void {
    for (const state of this.states()) {
      if (state.state !== 'reading') continue;
      state.turn += 1;
      state.state = 'stopped';
    }
    this.changed();
  }

  /** Goes on where a reading stopped or failed. */
  resume(which: (problem: Problem | null) => boolean = () => true): void {
    for (const state of this.states())
      if ((state.state === 'stopped' || state.state === 'failed') && which(state.problem)) this.start(state);
    this.changed();
  }

  /** What a save or a deletion changed, without reading everything again. */
  change(scope: Scope, edit: (items: readonly Item[]) => readonly Item[]): void {
    const state = this.known.get(scopeKey(scope));
    if (!state) return;
    state.items = edit(state.items);
    if (state.fresh) state.fresh = edit(state.fresh);
    this.changed();
  }

  private states(): readonly ScopeState<Item>[] {
    return this.shown.flatMap((key) => this.known.get(key) ?? []);
  }

  private begin(scope: Scope): void {
    const state = this.known.get(scopeKey(scope));
    if (!state) {
      const made: ScopeState<Item> = { ...unread, scope };
      this.known.set(scopeKey(scope), made);
      this.start(made);
    } else if (state.state === 'stopped') this.start(state);
    else if (state.state !== 'reading' && this.parts.now() - state.doneAt > staleAfterMs) this.restart(state);
  }

  private restart(state: ScopeState<Item>): void {
    state.cursor = null;
    state.fresh = [];
    this.start(state);
  }

  private start(state: ScopeState<Item>): void {
    state.turn += 1;
    state.state = 'reading';
    state.problem = null;
    void this.readOn(state, state.turn);
  }

  private async readOn(state: ScopeState<Item>, turn: number): Promise<void> {
    while (state.turn === turn && state.state === 'reading') {
      const answer = await this.parts.read(state.scope, state.cursor).then(
        (page) => ({ page, problem: null }),
        (problem: Problem) => ({ page: null, problem }),
      );
      if (state.turn !== turn) return;
      if (answer.page) this.take(state, answer.page);
      else Object.assign(state, { state: 'failed', problem: answer.problem });
      this.changed();
    }
  }

  private take(state: ScopeState<Item>, page: Page<Row>): void {
    const more = page.items.map((row) => this.parts.itemOf(row, state.scope));
    if (state.fresh) state.fresh = [...state.fresh, ...more];
    else state.items = [...state.items, ...more];
    state.cursor = page.next;
    if (page.next !== null) return;
    state.items = state.fresh ?? state.items;
    state.fresh = null;
    state.state = 'done';
    state.doneAt = this.parts.now();
  }

  private changed(): void {
    const states = this.states();
    this.listing = {
      items: states.flatMap(({ items }) => items),
      scopes: states.map(({ scope, state, items, fresh, problem }) => ({
        scope,
        state,
        read: fresh?.length ?? items.length,
        problem,
      })),
    };
    for (const listener of this.listeners) listener();
  }
}

const unread = {
  state: 'unread' as const,
  items: [],
  fresh: null,
  cursor: null,
  problem: null,
  doneAt: Number.NEGATIVE_INFINITY,
  turn: 0,
};
