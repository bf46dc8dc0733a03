import type { CellValue, Column } from './column';

export interface Sorting {
  readonly columnId: string;
  readonly descending: boolean;
}

/** `web-2` before `web-10`, and A beside a: as people count. One collator: making it costs more than a sort. */
const people = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compareKnown(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return people.compare(String(a), String(b));
}

const isKnown = (value: CellValue): value is string | number => value !== null && value !== undefined;

/** A new array in order. Rows without a value come last whichever way it sorts; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sorting?.columnId);
  if (!column || !sorting) return rows;
  const sign = sorting.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, value: column.value(row) }));
  keyed.sort(({ value: a }, { value: b }) => {
    if (isKnown(a) && isKnown(b)) return sign * compareKnown(a, b);
    return Number(isKnown(b)) - Number(isKnown(a));
  });
  return keyed.map(({ row }) => row);
}
