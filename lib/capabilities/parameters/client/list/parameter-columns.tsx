import type { Column } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { RowLink } from '@/components/row-link';
import type { Problem } from '@/lib/kernel/problem';
import { routes } from '@/lib/kernel/routes';
import { absoluteTime } from '@/lib/kernel/time';
import { parameterTiers, parameterTypes } from '../../contract';
import { nameWithin, personOf } from '../../model';
import styles from '../parameters.module.css';
import type { PlainValues } from '../plain-values';
import type { ScopedParameter } from '../use-parameters';
import { ValueCell } from './value-cell';

export interface ColumnsOf {
  readonly path: string;
  readonly values: PlainValues;
  readonly accountName: (account: string) => string;
  /** More than one account, more than one Region among the scopes read. */
  readonly places: { readonly accounts: boolean; readonly regions: boolean };
  readonly onRefused: (problem: Problem | null) => void;
}

const changedBy = ({ changedBy: arn }: ScopedParameter): string => personOf(arn) ?? '';

/** What of a value goes into an export: what is on screen, never what is masked. */
function valueText(values: PlainValues, row: ScopedParameter): string | undefined {
  if (row.type === 'SecureString') return '••••••';
  const known = values.peek(row);
  return known && 'value' in known ? known.value : undefined;
}

export function parameterColumns(of: ColumnsOf): readonly Column<ScopedParameter>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 200,
      fixed: true,
      value: ({ name }) => name,
      cell: ({ scope, name }) => (
        <span className={styles.name}>
          <RowLink href={routes.parameter(scope, name)}>{nameWithin(name, of.path)}</RowLink>
        </span>
      ),
    },
    ...placeColumns(of),
    { id: 'type', header: 'Type', width: 110, value: ({ type }) => type },
    {
      id: 'value',
      header: 'Value',
      width: 205,
      value: (row) => valueText(of.values, row),
      cell: (row) => <ValueCell row={row} path={of.path} values={of.values} onRefused={of.onRefused} />,
    },
    { id: 'version', header: 'Version', width: 86, align: 'right', value: ({ version }) => version },
    {
      id: 'changed',
      header: 'Changed',
      width: 170,
      value: ({ changedAt }) => changedAt,
      text: ({ changedAt }) => (changedAt === null ? '' : absoluteTime(changedAt)),
      cell: (row) => <Changed row={row} />,
    },
    { id: 'changedBy', header: 'Changed by', width: 150, hiddenAtFirst: true, value: changedBy },
    { id: 'tier', header: 'Tier', width: 110, hiddenAtFirst: true, value: ({ tier }) => tier },
    {
      id: 'description',
      header: 'Description',
      width: 280,
      hiddenAtFirst: true,
      value: ({ description }) => description,
    },
    { id: 'key', header: 'KMS key', width: 200, hiddenAtFirst: true, value: ({ keyId }) => keyId },
  ];
}

/** When, and by whom. */
function Changed({ row }: { row: ScopedParameter }) {
  if (row.changedAt === null) return <Missing why="AWS did not say" />;
  return (
    <>
      <RelativeTime atMs={row.changedAt} />
      {row.changedBy !== null && (
        <span className={styles.by} title={row.changedBy}>
          {changedBy(row)}
        </span>
      )}
    </>
  );
}

function placeColumns({ accountName, places }: ColumnsOf): readonly Column<ScopedParameter>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      width: 92,
      hiddenAtFirst: !places.accounts,
      value: ({ scope }) => accountName(scope.account),
    },
    {
      id: 'region',
      header: 'Region',
      width: 90,
      hiddenAtFirst: !places.regions,
      value: ({ scope }) => scope.region,
    },
  ];
}

/** Search looks into full names and descriptions; values are left out: only those on screen are known. */
export const parameterProperties = (
  accountName: (account: string) => string,
): readonly FilterProperty<ScopedParameter>[] => [
  { key: 'name', label: 'Name', text: ({ name }) => name },
  { key: 'description', label: 'Description', text: ({ description }) => description ?? '' },
  { key: 'type', label: 'Type', text: ({ type }) => type, options: parameterTypes },
  { key: 'changedBy', label: 'Changed by', text: changedBy },
  { key: 'tier', label: 'Tier', text: ({ tier }) => tier ?? '', options: parameterTiers },
  { key: 'account', label: 'Account', text: ({ scope }) => accountName(scope.account) },
  { key: 'region', label: 'Region', text: ({ scope }) => scope.region },
  { key: 'key', label: 'KMS key', text: ({ keyId }) => keyId ?? '' },
];
