import { grid, onePane, type PaneTree, paneIds, type Side, splitPane, withoutPane } from './pane-tree';

/** One tab: a name that the person gave, else null, and how its area is parted. */
export interface DockTab {
  readonly id: string;
  readonly title: string | null;
  readonly panes: PaneTree;
}

/** The dock's tabs in order. Shells that are not open (any more, or not yet) may be in it: see `shownTabs`. */
export type DockLayout = readonly DockTab[];

/** Longer names push the other tabs out of sight. */
export const tabTitleLengthMax = 40;

export const tabOf = (layout: DockLayout, shellId: string | null): DockTab | undefined =>
  layout.find(({ panes }) => shellId !== null && paneIds(panes).includes(shellId));

/** Only what is open: a shell that a reload has not brought back yet keeps its place without being drawn. */
export const shownTabs = (layout: DockLayout, open: ReadonlySet<string>): DockLayout =>
  keep(layout, (id) => open.has(id));

/** The layout after shells came and went: who went leaves its room to the neighbour, who came gets a tab. */
export function follow(
  layout: DockLayout,
  gone: readonly string[],
  open: readonly string[],
  newTabId: () => string,
): DockLayout {
  const left = gone.length === 0 ? layout : keep(layout, (id) => !gone.includes(id));
  const placed = new Set(left.flatMap(({ panes }) => paneIds(panes)));
  const fresh = open.filter((id) => !placed.has(id));
  if (fresh.length === 0) return left;
  return [...left, ...fresh.map((id) => ({ id: newTabId(), title: null, panes: onePane(id) }))];
}

function keep(layout: DockLayout, stays: (shellId: string) => boolean): DockLayout {
  const kept = layout.flatMap((tab) => {
    const leavers = paneIds(tab.panes).filter((id) => !stays(id));
    if (leavers.length === 0) return [tab];
    const panes = leavers.reduce<PaneTree | null>((tree, id) => tree && withoutPane(tree, id), tab.panes);
    return panes ? [{ ...tab, panes }] : [];
  });
  return kept.length === layout.length && kept.every((tab, at) => tab === layout[at]) ? layout : kept;
}

/** Takes a pane from where it is and puts it on that side of another one, in that one's tab. */
export function placeBeside(layout: DockLayout, id: string, target: string, side: Side): DockLayout {
  if (id === target || !tabOf(layout, target)) return layout;
  return keep(layout, (each) => each !== id).map((tab) =>
    paneIds(tab.panes).includes(target) ? { ...tab, panes: splitPane(tab.panes, target, id, side) } : tab,
  );
}

/** Gives a pane of a split tab a tab of its own, right of the one it leaves. */
export function toOwnTab(layout: DockLayout, id: string, newTabId: () => string): DockLayout {
  const from = tabOf(layout, id);
  if (!from || from.panes.is === 'pane') return layout;
  const at = layout.indexOf(from);
  const left = keep(layout, (each) => each !== id);
  return [
    ...left.slice(0, at + 1),
    { id: newTabId(), title: null, panes: onePane(id) },
    ...left.slice(at + 1),
  ];
}

/** All panes of all tabs in one tab, which keeps its name and place; what it had comes first. */
export function gather(layout: DockLayout, tabId: string): DockLayout {
  const into = layout.find(({ id }) => id === tabId);
  if (!into) return layout;
  const others = layout.filter((tab) => tab !== into).flatMap(({ panes }) => paneIds(panes));
  const panes = grid([...paneIds(into.panes), ...others]);
  return panes ? [{ ...into, panes }] : layout;
}

/** These panes in one new tab, last in the row. */
export function together(layout: DockLayout, ids: readonly string[], newTabId: () => string): DockLayout {
  const panes = grid(ids.filter((id) => tabOf(layout, id)));
  if (!panes) return layout;
  return [...keep(layout, (id) => !ids.includes(id)), { id: newTabId(), title: null, panes }];
}

/** Moves a tab to where `index` counts the others. */
export function moveTab(layout: DockLayout, tabId: string, index: number): DockLayout {
  const moved = layout.find(({ id }) => id === tabId);
  if (!moved) return layout;
  const others = layout.filter((tab) => tab !== moved);
  const at = Math.min(others.length, Math.max(0, index));
  return [...others.slice(0, at), moved, ...others.slice(at)];
}

/** An empty name is none: the tab is called by its nodes again. */
export function renameTab(layout: DockLayout, tabId: string, title: string): DockLayout {
  const given = title.trim().slice(0, tabTitleLengthMax) || null;
  return changeTab(layout, tabId, (tab) => ({ ...tab, title: given }));
}

export const changeTab = (layout: DockLayout, tabId: string, change: (tab: DockTab) => DockTab): DockLayout =>
  layout.map((tab) => (tab.id === tabId ? change(tab) : tab));
