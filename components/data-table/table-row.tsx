'use client';
import { useDeferredValue } from 'react';
import { type Column, cellText, notReadYet } from './column';
import styles from './data-table.module.css';
import { RowIsActive } from './row-focus';

export interface TableRowProps<Row> {
  readonly row: Row;
  readonly domId: string;
  /** Among the rows shown, from 0. */
  readonly index: number;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly selected: boolean;
  readonly active: boolean;
}

function Cell<Row>({ column, row, plain }: { column: Column<Row>; row: Row; plain: boolean }) {
  if (column.cell && !plain) return column.cell(row);
  const value = column.value(row);
  if (value === undefined) return <span className={styles.unread}>{notReadYet}</span>;
  return value === null ? <span className={styles.unread}>–</span> : cellText(column, row);
}

/** A text that a narrow column cuts is whole on hover. */
function wordsOf<Row>(column: Column<Row>, row: Row): string | undefined {
  const value = column.value(row);
  return typeof value === 'string' ? value : undefined;
}

/**
 * One row. Memoized by the grid; presses are handled once, on the table's body, so that no row holds a handler.
 * A row comes as the words of its cells; links, badges and buttons follow in slices of React's own, which a
 * further scroll interrupts: drawing them for fifty rows at once would be a task that the hand notices.
 */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, columns, index, selected, active } = props;
  const plain = useDeferredValue(false, true);
  return (
    <tr
      id={props.domId}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={active ? `${styles.row} ${styles.active}` : styles.row}
    >
      <td className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={`Select ${props.name}`}
        />
      </td>
      <RowIsActive value={active}>
        {columns.map((column) => (
          <td
            key={column.id}
            className={column.align === 'right' ? styles.right : undefined}
            title={wordsOf(column, row)}
          >
            <Cell column={column} row={row} plain={plain} />
          </td>
        ))}
      </RowIsActive>
    </tr>
  );
}
