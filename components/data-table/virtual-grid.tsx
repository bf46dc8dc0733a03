'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column } from './column';
import styles from './data-table.module.css';
import {
  extendTo,
  headerCheck,
  nothingSelected,
  type Selection,
  selectAll,
  selectOnly,
  toggle,
} from './selection';
import type { Sorting } from './sort-rows';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { type Density, rowPixels } from './use-density';
import { tableKey } from './use-table-keys';

export interface VirtualGridProps<Row> {
  /** The accessible name: "Nodes". */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen?: (row: Row) => void;
  readonly density: Density;
  /** Shown under the header instead of rows: a skeleton, or why there are none. */
  readonly instead?: ReactNode;
}

/** Rows drawn beyond the visible ones, each way, so that a fast scroll meets no blank row. */
const overscanRows = 10;
const headPixels = 34;
const checkPixels = 40;

// A table may be a grid (ARIA Authoring Practices, grid pattern), and a spacer holds nothing that takes focus: the
// linter's rules do not know either case.
const gridRole = (activeDomId: string | undefined) =>
  ({
    role: 'grid',
    'aria-multiselectable': true,
    'aria-activedescendant': activeDomId,
    tabIndex: 0,
  }) as const;
const notForReaders = { 'aria-hidden': true } as const;

/**
 * A table whose rows are drawn only where they can be seen: a real `<table>` with spacer rows above and below, so
 * that screen readers, find-in-page of what is shown, and column widths work as in any table. Focus stays on the
 * table and `aria-activedescendant` names the row: a focused row may scroll out of the DOM, a table cannot.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { rows, rowId, columns, density, selection, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [MemoRow] = useState(() => memo(TableRow<Row>));
  const [active, setActive] = useState<string | null>(null);
  const gridId = useId();
  const height = rowPixels[density];
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  // A new function here would make the virtualizer measure all 10,000 rows again at every scroll.
  const getScrollElement = useCallback(() => scroller.current, []);
  const estimateSize = useCallback(() => height, [height]);
  const getItemKey = useCallback((index: number) => ids[index] ?? `gone-${index}`, [ids]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement,
    estimateSize,
    getItemKey,
    overscan: overscanRows,
    scrollPaddingStart: headPixels,
  });
  const items = virtual.getVirtualItems();
  const activate = (id: string) => {
    setActive(id);
    virtual.scrollToIndex(ids.indexOf(id), { align: 'auto' });
  };
  const open = (id: string) => {
    const row = rows.find((candidate) => rowId(candidate) === id);
    if (row !== undefined) onOpen?.(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2);
    const table = { shownIds: ids, active, selection, pageRows, select: onSelect, activate, open };
    if (tableKey(table, event)) event.preventDefault();
  };
  const onPress = (event: MouseEvent) => {
    const id = pressedRow(event, rows, rowId);
    if (id === null || isOwnControl(event)) return;
    setActive(id);
    onSelect(pressed(selection, id, event, ids));
  };
  const onDouble = (event: MouseEvent) => {
    const id = pressedRow(event, rows, rowId);
    if (id !== null && !isOwnControl(event) && !isCheckbox(event)) open(id);
  };
  const checked = useMemo(() => headerCheck(selection, ids), [selection, ids]);
  const minWidth = columns.reduce((sum, { width }) => sum + width, checkPixels);

  return (
    <div ref={scroller} className={styles.scroller} data-table-scroller>
      <table
        {...gridRole(items.some(({ key }) => key === active) ? `${gridId}${active}` : undefined)}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        className={density === 'compact' ? `${styles.table} ${styles.compact}` : styles.table}
        style={{ minWidth }}
        onKeyDown={onKeyDown}
        onClick={onPress}
        onDoubleClick={onDouble}
      >
        <colgroup>
          <col style={{ width: checkPixels }} />
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sorting={props.sorting}
          onSort={props.onSort}
          checked={checked}
          onCheckAll={() => onSelect(checked === 'all' ? nothingSelected : selectAll(ids))}
        />
        <tbody>
          <Spacer pixels={items[0]?.start ?? 0} columns={columns.length} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const id = String(key);
            return (
              <MemoRow
                key={id}
                domId={`${gridId}${id}`}
                row={row}
                index={index}
                name={props.rowName(row)}
                columns={columns}
                selected={selection.ids.has(id)}
                active={id === active}
              />
            );
          })}
          <Spacer pixels={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns.length} />
        </tbody>
      </table>
      {props.instead}
    </div>
  );
}

function Spacer({ pixels, columns }: { pixels: number; columns: number }) {
  if (pixels <= 0) return null;
  return (
    <tr {...notForReaders} className={styles.spacer}>
      <td colSpan={columns + 1} style={{ height: pixels }} />
    </tr>
  );
}

function pressedRow<Row>(
  event: MouseEvent,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): string | null {
  const element =
    event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
  const row = element ? rows[Number(element.dataset.index)] : undefined;
  return row === undefined ? null : rowId(row);
}

const isCheckbox = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('td')?.cellIndex === 0;

/** A link or button in a cell keeps its press to itself. */
const isOwnControl = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('a, button') !== null;

function pressed(selection: Selection, id: string, event: MouseEvent, ids: readonly string[]): Selection {
  if (event.shiftKey) return extendTo(selection, id, ids);
  return event.ctrlKey || event.metaKey || isCheckbox(event) ? toggle(selection, id) : selectOnly(id);
}
