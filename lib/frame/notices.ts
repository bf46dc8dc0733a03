import type { Notice } from '../contribution';

export interface ShownNotice extends Notice {
  readonly id: string;
}

/** The results of actions, newest first, until the person dismisses them. A plain store, one per page. */
export class NoticeList {
  private shown: readonly ShownNotice[] = [];
  private readonly listeners = new Set<() => void>();
  private made = 0;

  readonly add = (notice: Notice): void => {
    this.made += 1;
    this.show([{ ...notice, id: `notice-${this.made}` }, ...this.shown].slice(0, noticesAtOnceMax));
  };

  readonly dismiss = (id: string): void => this.show(this.shown.filter((notice) => notice.id !== id));

  readonly list = (): readonly ShownNotice[] => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private show(next: readonly ShownNotice[]): void {
    this.shown = next;
    for (const listener of this.listeners) listener();
  }
}

/** More would push the page out of sight; the oldest go first. */
const noticesAtOnceMax = 5;

export const notices = new NoticeList();
