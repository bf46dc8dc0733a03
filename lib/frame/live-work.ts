/**
 * What a person would lose if the browser's page went away: live shells and unsaved edits. Rooms register theirs; the frame
 * asks before leaving, before sign-out and before taking a new build. A plain store: no React, one per page.
 */
export interface LiveWork {
  /** Unique among all rooms: begin it with the room's name. */
  readonly id: string;
  readonly kind: 'shell' | 'edit';
  /** What the person knows it by: `web-3`, `/prod/db/host`. */
  readonly label: string;
  /** An edit that is lost by walking to another page of the console, too: the frame then asks before. */
  readonly endsWithItsPage?: true;
  /** Ends it for good (a shell is terminated). Absent for edits: they can only be given up. */
  readonly end?: () => Promise<void>;
  /** The person signs out and leaves it as it is: this browser may keep nothing of it. */
  readonly forget?: () => void;
}

export class LiveWorkList {
  private readonly works = new Map<string, LiveWork>();
  private readonly listeners = new Set<() => void>();
  private shown: readonly LiveWork[] = [];

  /** Registers; the function that it returns takes it back, and may be called twice. */
  readonly add = (work: LiveWork): (() => void) => {
    this.works.set(work.id, work);
    this.changed();
    return () => {
      if (this.works.get(work.id) === work) this.remove(work.id);
    };
  };

  readonly remove = (id: string): void => {
    if (this.works.delete(id)) this.changed();
  };

  /** The same array until something changes. */
  readonly list = (): readonly LiveWork[] => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.shown = [...this.works.values()];
    for (const listener of this.listeners) listener();
  }
}

/** The page's one list. Made once per page load; on the server nothing is ever added. */
export const liveWork = new LiveWorkList();
