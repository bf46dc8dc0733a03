'use client';
import { useMemo } from 'react';
import type { Column } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import type { TableState } from '@/components/data-table/table-state';
import type { Contribution } from '@/lib/contribution';
import { useAccountName } from '@/lib/frame/use-account-name';
import { newestAgent } from '../model';
import { type LoadedColumn, tableColumn, tableProperty, useLoadedColumns } from './contributed-columns';
import type { FleetNode } from './fleet-node';
import { fleetTiles, type SummaryTile, unknownTiles } from './fleet-summary';
import { nodeColumns } from './node-columns';
import { nodeProperties } from './node-properties';

export interface NodesView {
  readonly columns: readonly Column<FleetNode>[];
  readonly properties: readonly FilterProperty<FleetNode>[];
  readonly tiles: readonly SummaryTile[];
  /** The table's state, with the order that rows have by themselves. */
  readonly state: TableState;
  /** For the sources of contributed columns, which the page mounts. */
  readonly tell: ReturnType<typeof useLoadedColumns>['tell'];
}

/** The list's columns, properties and numbers: the room's own, and what others contribute. */
export function useNodesView(
  nodes: readonly FleetNode[],
  contributions: readonly Contribution[],
  table: TableState,
  complete: boolean,
): NodesView {
  const nameOf = useAccountName();
  const newest = useMemo(() => newestAgent(nodes), [nodes]);
  const { loaded, tell } = useLoadedColumns(contributions);
  const columns = useMemo(
    () => withContributed(nodeColumns(nameOf), loaded.map(tableColumn)),
    [nameOf, loaded],
  );
  const properties = useMemo(
    () => [...nodeProperties(nodes, nameOf, newest), ...loaded.map(tableProperty)],
    [nodes, nameOf, newest, loaded],
  );
  const tiles = useMemo(() => {
    const counted = [...fleetTiles(nodes, newest), ...contributedTiles(contributions, nodes, loaded)];
    return nodes.length > 0 || complete ? counted : unknownTiles(counted);
  }, [nodes, newest, contributions, loaded, complete]);
  // Rows come in AWS's order and stay where they are while reading; once all are there, by name.
  const state = useMemo(
    () =>
      table.sorting || !complete ? table : { ...table, sorting: { columnId: 'name', descending: false } },
    [table, complete],
  );
  return { columns, properties, tiles, state, tell };
}

/** Patch states and the like cost calls per fifty nodes: read only while shown, or filtered by. */
export function isShown(contributions: readonly Contribution[], table: TableState, id: string): boolean {
  if (table.filter.tokens.some(({ property }) => property === id)) return true;
  if (table.columns) return table.columns.includes(id);
  return contributions.some(({ nodeColumns: all }) =>
    all?.some((column) => column.id === id && column.shownAtFirst),
  );
}

function withContributed(own: readonly Column<FleetNode>[], contributed: readonly Column<FleetNode>[]) {
  const place = own.findIndex(({ id }) => id === 'tags');
  return [...own.slice(0, place), ...contributed, ...own.slice(place)];
}

function contributedTiles(
  contributions: readonly Contribution[],
  nodes: readonly FleetNode[],
  loaded: readonly LoadedColumn[],
): readonly SummaryTile[] {
  return contributions
    .flatMap(({ nodeTiles }) => nodeTiles ?? [])
    .map(({ columnId, equals, ...tile }) => ({
      ...tile,
      ...countOf(
        loaded.find(({ column }) => column.id === columnId),
        nodes,
        equals,
      ),
      token: { property: columnId, operator: '=' as const, value: equals },
    }));
}

/** null until every node's value is read: a part of the fleet is not a count of it. */
function countOf(loaded: LoadedColumn | undefined, nodes: readonly FleetNode[], equals: string) {
  let count = 0;
  for (const node of nodes) {
    const value = loaded?.valueFor(node);
    if (value === undefined) return { count: null, why: 'Not all of it is read. Press to read it.' };
    if (value.text === equals) count += 1;
  }
  return { count };
}
