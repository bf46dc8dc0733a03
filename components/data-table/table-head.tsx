'use client';
import { useEffect, useRef } from 'react';
import { Icon } from '../icon';
import type { Column } from './column';
import styles from './data-table.module.css';
import type { Sorting } from './sort-rows';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly checked: 'none' | 'some' | 'all';
  readonly onCheckAll: () => void;
}

/** Ascending, then descending, then the listing's own order. */
function nextSorting(id: string, sorting: Sorting | null): Sorting | null {
  if (sorting?.columnId !== id) return { columnId: id, descending: false };
  return sorting.descending ? null : { columnId: id, descending: true };
}

function ariaSort(id: string, sorting: Sorting | null) {
  if (sorting?.columnId !== id) return 'none' as const;
  return sorting.descending ? ('descending' as const) : ('ascending' as const);
}

function CheckAll({ checked, onCheckAll }: { checked: 'none' | 'some' | 'all'; onCheckAll: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = checked === 'some';
  }, [checked]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label="Select all shown"
      checked={checked === 'all'}
      onChange={onCheckAll}
    />
  );
}

export function TableHead<Row>({ columns, sorting, onSort, checked, onCheckAll }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={styles.check} scope="col">
          <CheckAll checked={checked} onCheckAll={onCheckAll} />
        </th>
        {columns.map(({ id, header, align }) => (
          <th
            key={id}
            scope="col"
            aria-sort={ariaSort(id, sorting)}
            className={align === 'right' ? styles.right : undefined}
          >
            <button type="button" className={styles.sort} onClick={() => onSort(nextSorting(id, sorting))}>
              <span>{header}</span>
              <span className={sorting?.columnId === id ? styles.sorted : styles.unsorted}>
                <Icon name={sorting?.columnId === id && sorting.descending ? 'down' : 'up'} size={12} />
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}
