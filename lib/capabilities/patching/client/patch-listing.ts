import type { Page } from '@/lib/kernel/page';
import { Problem } from '@/lib/kernel/problem';
import { type Scope, scopeKey } from '@/lib/kernel/scope';
import { type PatchNode, type PatchSeverities, type PatchState, statesPerCallMax } from '../contract';

/** How patch compliance is asked for; throws Problem. The page gives the BFF's, a test its own. */
export interface PatchReader {
  readonly fleet: (scope: Scope, next: string | null) => Promise<Page<PatchNode>>;
  readonly states: (scope: Scope, nodeIds: readonly string[]) => Promise<readonly PatchState[]>;
  readonly severities: (scope: Scope, next: string | null) => Promise<Page<PatchSeverities>>;
}

export interface ScopedNode extends PatchNode {
  readonly scope: Scope;
}

/** What was read so far. Maps are keyed by scope and node, since ids of hybrid nodes are only unique in a Region. */
export interface PatchFleet {
  readonly nodes: readonly ScopedNode[];
  /** Null: nothing was reported on this node. Absent: not read yet. */
  readonly states: ReadonlyMap<string, PatchState | null>;
  readonly severities: ReadonlyMap<string, PatchSeverities>;
  readonly scopesTotal: number;
  readonly scopesDone: number;
  readonly problems: readonly { readonly scope: Scope; readonly problem: Problem }[];
}

export const nodeKey = (scope: Scope, id: string): string => `${scopeKey(scope)}|${id}`;

const nothing: PatchFleet = {
  nodes: [],
  states: new Map(),
  severities: new Map(),
  scopesTotal: 0,
  scopesDone: 0,
  problems: [],
};

/** One reading of some scopes: dropped as a whole when others are chosen, so that a late answer changes nothing. */
class Reading {
  readonly nodes: ScopedNode[] = [];
  readonly states = new Map<string, PatchState | null>();
  readonly severities = new Map<string, PatchSeverities>();
  readonly problems: { scope: Scope; problem: Problem }[] = [];
  scopesDone = 0;
  stopped = false;

  constructor(
    readonly scopes: readonly Scope[],
    private readonly reader: PatchReader,
    private readonly changed: () => void,
  ) {}

  start(): void {
    for (const scope of this.scopes) void this.readScope(scope);
  }

  seen(): PatchFleet {
    const { nodes, states, severities, problems, scopesDone } = this;
    return {
      nodes: [...nodes],
      states: new Map(states),
      severities: new Map(severities),
      problems: [...problems],
      scopesDone,
      scopesTotal: this.scopes.length,
    };
  }

  private async readScope(scope: Scope): Promise<void> {
    const both = await Promise.allSettled([this.readNodes(scope), this.readSeverities(scope)]);
    for (const part of both) if (part.status === 'rejected') this.refuse(scope, part.reason);
    this.scopesDone += 1;
    this.changed();
  }

  private refuse(scope: Scope, reason: unknown): void {
    const problem =
      reason instanceof Problem ? reason : new Problem('bug', { message: String(reason), scope });
    const known = this.problems.some((each) => each.scope === scope && each.problem.code === problem.code);
    if (!known) this.problems.push({ scope, problem });
  }

  private async readNodes(scope: Scope): Promise<void> {
    let next: string | null = null;
    do {
      const page: Page<PatchNode> = await this.reader.fleet(scope, next);
      if (this.stopped) return;
      this.nodes.push(...page.items.map((node) => ({ ...node, scope })));
      this.changed();
      await this.readStates(
        scope,
        page.items.map(({ id }) => id),
      );
      next = page.next;
    } while (next !== null && !this.stopped);
  }

  /** All batches of a page are asked for at once: the browser's list lane lets four through at a time. */
  private async readStates(scope: Scope, ids: readonly string[]): Promise<void> {
    const batches = Array.from({ length: Math.ceil(ids.length / statesPerCallMax) }, (_, index) =>
      ids.slice(index * statesPerCallMax, (index + 1) * statesPerCallMax),
    );
    await Promise.all(batches.map((batch) => this.readBatch(scope, batch)));
  }

  private async readBatch(scope: Scope, batch: readonly string[]): Promise<void> {
    if (this.stopped) return;
    const found = await this.reader.states(scope, batch);
    for (const id of batch) this.states.set(nodeKey(scope, id), null);
    for (const state of found) this.states.set(nodeKey(scope, state.nodeId), state);
    this.changed();
  }

  private async readSeverities(scope: Scope): Promise<void> {
    let next: string | null = null;
    do {
      const page: Page<PatchSeverities> = await this.reader.severities(scope, next);
      if (this.stopped) return;
      for (const each of page.items) this.severities.set(nodeKey(scope, each.nodeId), each);
      this.changed();
      next = page.next;
    } while (next !== null && !this.stopped);
  }
}

/** A page of ten thousand nodes answers hundreds of times: drawing is spaced by this. */
const drawEveryMs = 100;

/** Patch compliance of the chosen scopes, read page by page and usable from the first. No React. */
export class PatchListing {
  private reading: Reading | null = null;
  private fleet = nothing;
  private due = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly reader: PatchReader,
    // Not setTimeout itself: called as a method of another object it throws in browsers.
    private readonly later: (call: () => void, ms: number) => void = (call, ms) => void setTimeout(call, ms),
  ) {}

  readonly get = (): PatchFleet => this.fleet;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins anew with these scopes; the function that it returns ends the reading. */
  show(scopes: readonly Scope[]): () => void {
    this.begin(scopes);
    return () => {
      if (this.reading) this.reading.stopped = true;
    };
  }

  /** Reads the same scopes again. */
  readonly refresh = (): void => {
    if (this.reading) this.begin(this.reading.scopes);
  };

  private begin(scopes: readonly Scope[]): void {
    if (this.reading) this.reading.stopped = true;
    const reading = new Reading(scopes, this.reader, () => this.changed(reading));
    this.reading = reading;
    this.publish();
    reading.start();
  }

  private changed(reading: Reading): void {
    if (reading !== this.reading || reading.stopped || this.due) return;
    this.due = true;
    this.later(() => {
      this.due = false;
      this.publish();
    }, drawEveryMs);
  }

  private publish(): void {
    this.fleet = this.reading?.seen() ?? nothing;
    for (const listener of this.listeners) listener();
  }
}
