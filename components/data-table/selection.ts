/** Which rows are chosen, and from where a Shift-press reaches. Pure: the table holds it, the page may too. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

export const selectOnly = (id: string): Selection => ({ ids: new Set([id]), anchor: id });

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** Everything between the anchor and this row, in the order shown, beside what was chosen already. */
export function extendTo(selection: Selection, id: string, shownIds: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : shownIds.indexOf(selection.anchor);
  const to = shownIds.indexOf(id);
  if (from < 0 || to < 0) return selectOnly(id);
  const between = shownIds.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...between]), anchor: selection.anchor };
}

export const selectAll = (shownIds: readonly string[]): Selection => ({
  ids: new Set(shownIds),
  anchor: shownIds[0] ?? null,
});

/** For the checkbox in the header: what is shown decides, not what a filter hides. */
export function headerCheck(selection: Selection, shownIds: readonly string[]): 'none' | 'some' | 'all' {
  const chosen = shownIds.reduce((count, id) => count + Number(selection.ids.has(id)), 0);
  if (chosen === 0) return 'none';
  return chosen === shownIds.length ? 'all' : 'some';
}
