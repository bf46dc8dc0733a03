import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ListOutput, ListSource, ListTagsOutput, TagSource } from '../contract';
import { type FleetNode, fleetNode, withTags } from './fleet-node';

/** How pages are asked for; the BFF in the product, a table of pages in tests. Both throw Problems. */
export interface FleetReader {
  nodes(scope: Scope, cursor: string | null, signal: AbortSignal): Promise<ListOutput>;
  tags(scope: Scope, source: TagSource, cursor: string | null, signal: AbortSignal): Promise<ListTagsOutput>;
}

type Tags = Readonly<Record<string, string>>;

export type ReadState = 'unread' | 'reading' | 'done' | 'stopped' | 'failed';

export interface ScopeProgress {
  readonly scope: Scope;
  readonly state: ReadState;
  /** Nodes read in the run that is on, or was last. */
  readonly read: number;
  readonly source: ListSource | null;
  /** Why the listing ended early; what was read is shown all the same. */
  readonly problem: Problem | null;
  /** Why tags are missing, where they are. */
  readonly tagsProblem: Problem | null;
  /** When the run that is on, or was last, began, epoch ms. */
  readonly startedAt: number | null;
  /** When the last complete run ended, epoch ms. */
  readonly readAt: number | null;
}

const kindOf: Record<TagSource, FleetNode['kind']> = { ec2: 'EC2', tagging: 'hybrid' };

const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('bug', { message: 'The listing met an error of its own.' }, { cause: error });

/**
 * All nodes of one scope, page after page, tags beside them from the first node on that can have some. A second
 * run keeps what is shown until it is complete. Plain: no React, no clock but the one handed in.
 */
export class ScopeListing {
  private readonly nodes = new Map<string, FleetNode>();
  private readonly tags = new Map<string, Tags>();
  private run: AbortController | null = null;
  private progress: ScopeProgress;

  constructor(
    scope: Scope,
    private readonly reader: FleetReader,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    this.progress = {
      scope,
      state: 'unread',
      read: 0,
      source: null,
      problem: null,
      tagsProblem: null,
      startedAt: null,
      readAt: null,
    };
  }

  readonly getProgress = (): ScopeProgress => this.progress;
  readonly getNodes = (): Iterable<FleetNode> => this.nodes.values();

  /** Reads everything, unless that is going on already. Never rejects: what went wrong is in the progress. */
  async read(): Promise<void> {
    if (this.run) return;
    const run = new AbortController();
    this.run = run;
    this.tell({ state: 'reading', read: 0, problem: null, tagsProblem: null, startedAt: this.now() });
    const ended = await this.readPages(run.signal);
    if (this.run !== run) return;
    this.run = null;
    this.tell(ended);
  }

  /** Ends the run; what was read stays. */
  stop(): void {
    if (!this.run) return;
    this.run.abort();
    this.run = null;
    this.tell({ state: 'stopped' });
  }

  /** What a person just changed, without reading the scope again. */
  setTags(id: string, tags: Tags): void {
    this.putTags(id, tags);
    this.changed();
  }

  private async readPages(signal: AbortSignal): Promise<Partial<ScopeProgress>> {
    const seen = new Set<string>();
    const tagRuns = new Map<TagSource, Promise<ReadonlySet<string> | null>>();
    let cursor: string | null = null;
    try {
      do {
        const page: ListOutput = await this.reader.nodes(this.progress.scope, cursor, signal);
        if (signal.aborted) return {};
        this.take(page, seen);
        for (const source of sourcesFor(page)) {
          if (!tagRuns.has(source)) tagRuns.set(source, this.readTags(source, signal));
        }
        cursor = page.next;
      } while (cursor !== null);
    } catch (error) {
      return signal.aborted ? {} : { state: 'failed', problem: asProblem(error) };
    }
    for (const id of this.nodes.keys()) if (!seen.has(id)) this.nodes.delete(id);
    for (const [source, tagged] of tagRuns) this.settleUntagged(source, await tagged);
    return { state: 'done', readAt: this.now() };
  }

  /** Each page is shown at once; a later run replaces the rows of the one before as it goes. */
  private take(page: ListOutput, seen: Set<string>): void {
    for (const item of page.items) {
      seen.add(item.id);
      this.nodes.set(item.id, fleetNode(this.progress.scope, item, this.tags.get(item.id) ?? null));
    }
    this.tell({ read: seen.size, source: page.source });
  }

  /** The ids that have tags, once all are read; null where they could not be. */
  private async readTags(source: TagSource, signal: AbortSignal): Promise<ReadonlySet<string> | null> {
    const tagged = new Set<string>();
    let cursor: string | null = null;
    try {
      do {
        const page: ListTagsOutput = await this.reader.tags(this.progress.scope, source, cursor, signal);
        if (signal.aborted) return null;
        for (const { id, tags } of page.items) {
          tagged.add(id);
          this.putTags(id, tags);
        }
        this.changed();
        cursor = page.next;
      } while (cursor !== null);
      return tagged;
    } catch (error) {
      if (!signal.aborted) this.tell({ tagsProblem: asProblem(error) });
      return null;
    }
  }

  private putTags(id: string, tags: Tags): void {
    this.tags.set(id, tags);
    const node = this.nodes.get(id);
    if (node) this.nodes.set(id, withTags(node, tags));
  }

  /** Once all tags are read, a node that was not among them has none: known, not unknown. */
  private settleUntagged(source: TagSource, tagged: ReadonlySet<string> | null): void {
    if (tagged === null) return;
    for (const { id, kind } of [...this.nodes.values()]) {
      if (kind === kindOf[source] && !tagged.has(id)) this.putTags(id, {});
    }
  }

  private tell(change: Partial<ScopeProgress>): void {
    this.progress = { ...this.progress, ...change };
    this.changed();
  }
}

const sourcesFor = (page: ListOutput): readonly TagSource[] => {
  const kinds = new Set(page.items.map(({ kind }) => kind));
  return [
    ...(kinds.has('EC2') ? (['ec2'] as const) : []),
    ...(kinds.has('hybrid') ? (['tagging'] as const) : []),
  ];
};
