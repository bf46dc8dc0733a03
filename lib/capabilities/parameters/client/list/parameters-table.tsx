'use client';
import { useMemo } from 'react';
import { DataTable } from '@/components/data-table/data-table';
import type { Selection } from '@/components/data-table/selection';
import type { TableState } from '@/components/data-table/table-state';
import { useActionContext } from '@/lib/frame/action-context';
import { useAccountName } from '@/lib/frame/use-account-name';
import type { Problem } from '@/lib/kernel/problem';
import { routes } from '@/lib/kernel/routes';
import type { PlainValues } from '../plain-values';
import type { ScopeProgress } from '../scoped-listing';
import type { ScopedParameter } from '../use-parameters';
import { isReading } from './listing-words';
import { parameterColumns, parameterProperties } from './parameter-columns';
import { ParametersEmpty } from './parameters-empty';

interface ParametersTableProps {
  readonly rows: readonly ScopedParameter[];
  readonly scopes: readonly ScopeProgress[];
  readonly values: PlainValues;
  readonly path: string;
  readonly table: TableState;
  readonly onTable: (state: TableState) => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onRefused: (problem: Problem | null) => void;
  readonly onCreate: () => void;
  readonly onOpen: (path: string) => void;
}

const rowId = ({ id }: ScopedParameter): string => id;
const rowName = ({ name }: ScopedParameter): string => name;
const byName = { columnId: 'name', descending: false };
const several = (all: readonly string[]): boolean => new Set(all).size > 1;

/** The parameters of one folder. Without a person's choice they stand by name. */
export function ParametersTable(props: ParametersTableProps) {
  const { path, scopes, values, table, onTable, onRefused } = props;
  const { go } = useActionContext();
  const accounts = several(scopes.map(({ scope }) => scope.account));
  const regions = several(scopes.map(({ scope }) => scope.region));
  const nameOf = useAccountName();
  const columns = useMemo(
    () => parameterColumns({ path, values, accountName: nameOf, places: { accounts, regions }, onRefused }),
    [path, values, nameOf, accounts, regions, onRefused],
  );
  const properties = useMemo(() => parameterProperties(nameOf), [nameOf]);
  const state = useMemo(() => (table.sorting ? table : { ...table, sorting: byName }), [table]);
  return (
    <DataTable
      label="Parameters"
      rows={props.rows}
      rowId={rowId}
      rowName={rowName}
      columns={columns}
      properties={properties}
      state={state}
      // The order that rows have by themselves is not the person's choice: it stays out of the address.
      onState={(next) => onTable(next.sorting === state.sorting ? { ...next, sorting: table.sorting } : next)}
      selection={props.selection}
      onSelect={props.onSelect}
      onOpen={({ scope, name }) => go(routes.parameter(scope, name))}
      loading={isReading(scopes)}
      empty={<ParametersEmpty scopes={scopes} path={path} onCreate={props.onCreate} onOpen={props.onOpen} />}
      fileName="parameters"
    />
  );
}
