'use client';
import { createElement, useCallback, useEffect, useMemo, useState } from 'react';
import { type Column, notReadYet } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import type { Contribution, NodeColumn, NodeColumnValue, NodeRef } from '@/lib/contribution';
import type { FleetNode } from './fleet-node';

type ValueOf = (node: NodeRef) => NodeColumnValue | undefined;

/** A contributed column with what it knows now. */
export interface LoadedColumn {
  readonly column: NodeColumn;
  readonly valueFor: ValueOf;
}

export const contributedColumns = (contributions: readonly Contribution[]): readonly NodeColumn[] =>
  contributions.flatMap(({ nodeColumns }) => nodeColumns ?? []);

const knowsNothing: ValueOf = () => undefined;

/** What other rooms know of the nodes; `tell` is for the sources mounted beside the list. */
export function useLoadedColumns(contributions: readonly Contribution[]) {
  const [known, setKnown] = useState<ReadonlyMap<string, ValueOf>>(new Map());
  const tell = useCallback(
    (id: string, valueFor: ValueOf) => setKnown((before) => new Map(before).set(id, valueFor)),
    [],
  );
  const loaded = useMemo(
    () =>
      contributedColumns(contributions).map((column) => ({
        column,
        valueFor: known.get(column.id) ?? knowsNothing,
      })),
    [contributions, known],
  );
  return { loaded, tell };
}

interface ColumnSourceProps {
  readonly column: NodeColumn;
  readonly nodes: readonly FleetNode[];
  readonly wanted: boolean;
  readonly tell: (id: string, valueFor: ValueOf) => void;
}

/** Draws nothing: a component of its own for each contributed column, so that its hook is at a component's top. */
export function ColumnSource({ column, nodes, wanted, tell }: ColumnSourceProps) {
  const { id, useValues } = column;
  const valueFor = useValues(nodes, wanted);
  useEffect(() => tell(id, valueFor), [id, valueFor, tell]);
  return null;
}

/** As a column of the table: before it is read a cell says so. */
export function tableColumn({ column, valueFor }: LoadedColumn): Column<FleetNode> {
  const { Cell } = column;
  const base = {
    id: column.id,
    header: column.header,
    width: column.width,
    hiddenAtFirst: !column.shownAtFirst,
    value: (node: FleetNode) => {
      const value = valueFor(node);
      return value === undefined ? undefined : (value.rank ?? value.text);
    },
    text: (node: FleetNode) => valueFor(node)?.text ?? notReadYet,
  };
  if (!Cell) return base;
  return {
    ...base,
    cell: (node) => {
      const value = valueFor(node);
      return value === undefined ? notReadYet : createElement(Cell, { node, value });
    },
  };
}

/** As something to filter by, while it is read at all. */
export const tableProperty = ({ column, valueFor }: LoadedColumn): FilterProperty<FleetNode> => ({
  key: column.id,
  label: column.header,
  text: (node) => valueFor(node)?.text,
});
