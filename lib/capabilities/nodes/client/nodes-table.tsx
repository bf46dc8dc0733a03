'use client';
import type { ReactNode } from 'react';
import { DataTable } from '@/components/data-table/data-table';
import type { Selection } from '@/components/data-table/selection';
import type { TableState } from '@/components/data-table/table-state';
import type { FleetNode } from './fleet-node';
import type { NodesView } from './use-nodes-view';

const rowId = ({ key }: FleetNode): string => key;
const rowName = ({ name }: FleetNode): string => name;

/** The list of nodes as a data table. */
export function NodesTable(props: {
  nodes: readonly FleetNode[];
  view: NodesView;
  table: TableState;
  onTable: (state: TableState) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onOpen: (node: FleetNode) => void;
  loading: boolean;
  empty: ReactNode;
}) {
  const { view, table, onTable } = props;
  return (
    <DataTable
      label="Nodes"
      rows={props.nodes}
      rowId={rowId}
      rowName={rowName}
      columns={view.columns}
      properties={view.properties}
      state={view.state}
      // The order that rows have by themselves is not the person's choice: it stays out of the address.
      onState={(next) =>
        onTable(next.sorting === view.state.sorting ? { ...next, sorting: table.sorting } : next)
      }
      selection={props.selection}
      onSelect={props.onSelect}
      onOpen={props.onOpen}
      loading={props.loading}
      empty={props.empty}
      fileName="nodes"
    />
  );
}
