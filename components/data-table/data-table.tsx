'use client';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { download } from '../download';
import { EmptyState } from '../states/empty-state';
import type { Column } from './column';
import { toCsv } from './csv';
import styles from './data-table.module.css';
import { type FilterProperty, noFilter } from './filter-rows';
import type { Selection } from './selection';
import { TableFilter } from './table-filter';
import { TablePreferences } from './table-preferences';
import { TableSkeleton } from './table-skeleton';
import type { TableState } from './table-state';
import { useDensity } from './use-density';
import { useTableView } from './use-table-view';
import { VirtualGrid } from './virtual-grid';

export interface DataTableProps<Row> {
  /** What the rows are, in the plural: "Nodes". Names the grid; "Find nodes" is its filter. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly properties: readonly FilterProperty<Row>[];
  readonly state: TableState;
  readonly onState: (state: TableState) => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen?: (row: Row) => void;
  /** True until the first answer: a skeleton in place of rows. */
  readonly loading: boolean;
  /** What to say when there is nothing at all (or why nothing could be read). */
  readonly empty: ReactNode;
  /** The exported file's name, without `.csv`. */
  readonly fileName: string;
  /** Beside the filter: actions of the page. */
  readonly tools?: ReactNode;
}

/**
 * Any number of rows with filter, sorting, column choice, density, keys, multi-select and CSV of exactly what is
 * shown. One implementation for ten rows and ten thousand, so that nothing changes as a fleet grows.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, state, onState } = props;
  const [density, setDensity] = useDensity();
  const view = useTableView(rows, props.columns, props.properties, state);
  const lower = props.label.toLowerCase();
  const matches = `${view.shown.length.toLocaleString('en')} ${view.shown.length === 1 ? 'match' : 'matches'}`;
  return (
    <section className={styles.panel} aria-label={`${props.label} table`}>
      <div className={styles.toolbar}>
        <div className={styles.filter}>
          <TableFilter
            properties={props.properties}
            filter={state.filter}
            onFilter={(filter) => onState({ ...state, filter })}
            label={`Find ${lower}`}
            countText={matches}
          />
        </div>
        <div className={styles.tools}>
          {props.tools}
          <Button
            iconName="download"
            variant="icon"
            ariaLabel="Export CSV"
            disabled={view.shown.length === 0}
            onClick={() => download(`${props.fileName}.csv`, toCsv(view.columns, view.shown), 'text/csv')}
          />
          <TablePreferences
            columns={props.columns}
            shown={view.columns}
            onColumns={(columns) => onState({ ...state, columns })}
            density={density}
            onDensity={setDensity}
          />
        </div>
      </div>
      <VirtualGrid
        label={props.label}
        rows={view.shown}
        rowId={props.rowId}
        rowName={props.rowName}
        columns={view.columns}
        sorting={state.sorting}
        onSort={(sorting) => onState({ ...state, sorting })}
        selection={props.selection}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        density={density}
        instead={<Instead {...props} shown={view.shown.length} lower={lower} />}
      />
    </section>
  );
}

function Instead<Row>(props: DataTableProps<Row> & { shown: number; lower: string }) {
  if (props.shown > 0) return null;
  if (props.loading) return <TableSkeleton />;
  if (props.rows.length === 0) return <div className={styles.instead}>{props.empty}</div>;
  return (
    <div className={styles.instead}>
      <EmptyState
        title={`No ${props.lower} match`}
        text={`None of ${props.rows.length.toLocaleString('en')} ${props.lower} fits the filter.`}
        action={
          <Button onClick={() => props.onState({ ...props.state, filter: noFilter })}>Clear filters</Button>
        }
      />
    </div>
  );
}
