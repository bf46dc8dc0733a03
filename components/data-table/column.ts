import type { ReactNode } from 'react';

/** What a cell is worth: for sorting. undefined is "not read yet", null is "there is none". */
export type CellValue = string | number | null | undefined;

/**
 * One column as data. `value` sorts, `text` filters and exports, `cell` only draws: the three never disagree,
 * because `text` and `cell` fall back to `value`.
 */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels. */
  readonly width: number;
  readonly value: (row: Row) => CellValue;
  readonly text?: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** Cannot be hidden: the column that names the row. */
  readonly fixed?: boolean;
  /** Hidden until the person chooses it. */
  readonly hiddenAtFirst?: boolean;
}

export const notReadYet = 'not read yet';

/** The words of a cell in exports and filters. What was not read says so; what does not exist is empty. */
export function cellText<Row>(column: Column<Row>, row: Row): string {
  if (column.text) return column.text(row);
  const value = column.value(row);
  if (value === undefined) return notReadYet;
  return value === null ? '' : String(value);
}
