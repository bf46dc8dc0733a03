'use client';
import type { KeyboardEvent } from 'react';
import { extendTo, nothingSelected, type Selection, selectAll, selectOnly, toggle } from './selection';

interface TableKeys {
  readonly shownIds: readonly string[];
  readonly active: string | null;
  readonly selection: Selection;
  readonly pageRows: number;
  readonly select: (selection: Selection) => void;
  readonly activate: (id: string) => void;
  readonly open: (id: string) => void;
}

/** Where a key moves to, from a row's place among those shown; null where it is no moving key. */
function target(key: string, from: number, { shownIds, pageRows }: TableKeys): number | null {
  const moves: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + pageRows,
    PageUp: from - pageRows,
    Home: 0,
    End: shownIds.length - 1,
  };
  const to = moves[key];
  return to === undefined ? null : Math.max(0, Math.min(shownIds.length - 1, to));
}

function move(table: TableKeys, event: KeyboardEvent, to: number): void {
  const id = table.shownIds[to];
  if (id === undefined) return;
  table.activate(id);
  if (event.shiftKey) table.select(extendTo(withAnchor(table), id, table.shownIds));
}

const withAnchor = ({ selection, active }: TableKeys): Selection =>
  selection.anchor === null ? { ...selection, anchor: active } : selection;

/**
 * Arrows, Page, Home and End move; Shift extends; Space toggles; Enter opens; Ctrl-A selects all shown; Escape
 * selects none. True where the key was the table's: the caller then keeps the browser from scrolling.
 */
export function tableKey(table: TableKeys, event: KeyboardEvent): boolean {
  const to = target(event.key, table.active === null ? -1 : table.shownIds.indexOf(table.active), table);
  if (to !== null && !event.ctrlKey && !event.metaKey && !event.altKey) {
    move(table, event, to);
    return true;
  }
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    table.select(selectAll(table.shownIds));
    return true;
  }
  if (event.key === 'Escape' && table.selection.ids.size > 0) {
    table.select(nothingSelected);
    return true;
  }
  return onActiveRow(table, event);
}

function onActiveRow(table: TableKeys, event: KeyboardEvent): boolean {
  if (table.active === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === ' ')
    table.select(event.shiftKey ? selectOnly(table.active) : toggle(table.selection, table.active));
  else if (event.key === 'Enter') table.open(table.active);
  else return false;
  return true;
}
