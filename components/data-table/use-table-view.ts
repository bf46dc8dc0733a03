'use client';
import { useMemo } from 'react';
import type { Column } from './column';
import { type FilterProperty, filterRows } from './filter-rows';
import { sortRows } from './sort-rows';
import type { TableState } from './table-state';

/** The columns shown, in the person's order; without a choice, those that are not hidden at first. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[] | null) {
  if (!chosen) return columns.filter(({ hiddenAtFirst }) => !hiddenAtFirst);
  const known = chosen.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  return [...columns.filter(({ id, fixed }) => fixed && !chosen.includes(id)), ...known];
}

/** What a table shows of its rows: filtered, then sorted, under the columns chosen. */
export function useTableView<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  properties: readonly FilterProperty<Row>[],
  state: TableState,
) {
  const { filter, sorting } = state;
  const filtered = useMemo(() => filterRows(rows, properties, filter), [rows, properties, filter]);
  const shown = useMemo(() => sortRows(filtered, columns, sorting), [filtered, columns, sorting]);
  const shownColumnList = useMemo(() => shownColumns(columns, state.columns), [columns, state.columns]);
  return { shown, columns: shownColumnList };
}
