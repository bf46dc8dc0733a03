import type { ShellStore } from '../../shell-store';
import {
  changeTab,
  type DockLayout,
  type DockTab,
  follow,
  gather,
  moveTab,
  placeBeside,
  renameTab,
  shownTabs,
  tabOf,
  together,
  toOwnTab,
} from './dock-layout';
import type { LayoutShelf } from './layout-shelf';
import { moveEdge, paneTowards, type Side } from './pane-tree';

export interface DockLayoutParts {
  readonly shells: Pick<ShellStore, 'getState' | 'subscribe'>;
  readonly shelf: LayoutShelf;
  readonly newId: () => string;
}

/**
 * Which shell stands where. It follows the list of shells and never changes it. The tab in front is the one that
 * holds the shell with the focus, so there is no second opinion on that.
 */
export class DockLayoutStore {
  readonly #parts: DockLayoutParts;
  readonly #listeners = new Set<() => void>();
  #person: string | null = null;
  #layout: DockLayout = [];
  #open: readonly string[] = [];
  #shown: DockLayout = [];

  constructor(parts: DockLayoutParts) {
    this.#parts = parts;
    this.#follow();
    parts.shells.subscribe(() => this.#follow());
  }

  /** The tabs to draw; the same array until something changes. */
  readonly getTabs = (): DockLayout => this.#shown;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whose layout it is: what they had in this page before a reload comes back as their shells do. */
  readonly use = (person: string): void => {
    if (person === this.#person) return;
    this.#person = person;
    this.#set(follow(this.#parts.shelf.read(person), [], this.#open, this.#parts.newId));
  };

  readonly front = (): DockTab | undefined => tabOf(this.#shown, this.#parts.shells.getState().activeId);
  readonly tabOf = (shellId: string): DockTab | undefined => tabOf(this.#shown, shellId);

  readonly placeBeside = (id: string, target: string, side: Side): void =>
    this.#set(placeBeside(this.#layout, id, target, side));
  readonly toOwnTab = (id: string): void => this.#set(toOwnTab(this.#layout, id, this.#parts.newId));
  readonly gather = (tabId: string): void => this.#set(gather(this.#layout, tabId));
  readonly together = (ids: readonly string[]): void =>
    this.#set(together(this.#layout, ids, this.#parts.newId));
  readonly rename = (tabId: string, title: string): void => this.#set(renameTab(this.#layout, tabId, title));

  /** `index` counts the tabs that are drawn. */
  readonly moveTab = (tabId: string, index: number): void => {
    const others = this.#shown.filter(({ id }) => id !== tabId);
    const before = others[Math.max(0, index)];
    const rest = this.#layout.filter(({ id }) => id !== tabId);
    const at = before ? rest.findIndex(({ id }) => id === before.id) : rest.length;
    this.#set(moveTab(this.#layout, tabId, at));
  };

  /** Moves the edge that `path` names in the tab as it is drawn. */
  readonly moveEdge = (tabId: string, path: string, share: number): void => {
    const shown = this.#shown.find(({ id }) => id === tabId);
    if (!shown) return;
    const panes = moveEdge(shown.panes, path, share);
    this.#set(changeTab(this.#layout, tabId, (tab) => ({ ...tab, panes })));
  };

  /** The shell that one meets from this one on that side; null at the rim. */
  readonly towards = (shellId: string, side: Side): string | null => {
    const tab = this.tabOf(shellId);
    return tab ? paneTowards(tab.panes, shellId, side) : null;
  };

  #follow(): void {
    const open = this.#parts.shells.getState().shells.map(({ id }) => id);
    const gone = this.#open.filter((id) => !open.includes(id));
    this.#open = open;
    this.#set(follow(this.#layout, gone, open, this.#parts.newId));
  }

  #set(layout: DockLayout): void {
    const shown = shownTabs(layout, new Set(this.#open));
    const same = shown.length === this.#shown.length && shown.every((tab, at) => tab === this.#shown[at]);
    if (layout !== this.#layout && this.#person !== null) this.#parts.shelf.keep(this.#person, layout);
    this.#layout = layout;
    if (same) return;
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}
