import { type LiveWork, type LiveWorkList, liveWork } from './live-work';

/** What walking to another page of the console would lose; shells, and drafts that rooms keep, live on. */
export const lostByWalking = (works: readonly LiveWork[]): readonly LiveWork[] =>
  works.filter(({ endsWithItsPage }) => endsWithItsPage);

/** Whoever is about to walk asks here; while something would be lost the answer is no, and the frame asks the person. */
export class LeaveRequests {
  private pending: string | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly works: LiveWorkList) {}

  /** May the page go there now? If not, the address waits for the person's answer. */
  readonly mayGo = (href: string): boolean => {
    if (lostByWalking(this.works.list()).length === 0) return true;
    this.set(href);
    return false;
  };

  readonly get = (): string | null => this.pending;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly stay = (): void => this.set(null);

  /** The person gives the edits up. Answers where to go. */
  readonly giveUp = (): string | null => {
    const href = this.pending;
    for (const { id } of lostByWalking(this.works.list())) this.works.remove(id);
    this.set(null);
    return href;
  };

  private set(next: string | null): void {
    this.pending = next;
    for (const listener of this.listeners) listener();
  }
}

export const leaveRequests = new LeaveRequests(liveWork);
