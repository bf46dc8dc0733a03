import { type LiveWorkList, liveWork } from './live-work';

/**
 * Unsaved edits, outside of React: a person who walks to another page and back finds theirs as it was. In memory only,
 * since one may hold a secret. What differs from what it began from is live work: the frame asks before it is lost.
 */
export class Drafts {
  private readonly drafts = new Map<string, unknown>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly works: Pick<LiveWorkList, 'add' | 'remove'>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object until it is put again. The slot knows its own type. */
  get<Draft>(slot: DraftSlot<Draft>): Draft | null {
    const draft = this.drafts.get(slot.id);
    return slot.is(draft) ? draft : null;
  }

  put<Draft>(slot: DraftSlot<Draft>, draft: Draft): void {
    this.drafts.set(slot.id, draft);
    if (slot.isDirty(draft)) this.works.add({ id: slot.id, kind: 'edit', label: slot.labelOf(draft) });
    else this.works.remove(slot.id);
    this.changed();
  }

  drop<Draft>(slot: DraftSlot<Draft>): void {
    this.drafts.delete(slot.id);
    this.works.remove(slot.id);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Where one draft is kept, and what is to be known of it. */
export interface DraftSlot<Draft> {
  /** Begins with the room's name: it is the live work's id too. */
  readonly id: string;
  readonly is: (draft: unknown) => draft is Draft;
  readonly isDirty: (draft: Draft) => boolean;
  readonly labelOf: (draft: Draft) => string;
}

/** The page's one store. */
export const drafts = new Drafts(liveWork);
