import type { Column } from '@/components/data-table/column';
import type { FilterProperty } from '@/components/data-table/filter-rows';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { RowLink } from '@/components/row-link';
import { routes } from '@/lib/kernel/routes';
import type { Scope } from '@/lib/kernel/scope';
import { absoluteTime } from '@/lib/kernel/time';
import type { SessionDocumentRow } from '../../document-contract';

/** A document with the scope it was read in: the same name in two places is two documents. */
export interface ScopedDocument extends SessionDocumentRow {
  readonly scope: Scope;
  readonly id: string;
}

const ownerWords = ({ owner, mayEdit }: ScopedDocument): string =>
  owner === 'Amazon' ? 'AWS' : mayEdit ? 'This account' : (owner ?? '');

export const documentColumns = (
  accountName: (account: string) => string,
): readonly Column<ScopedDocument>[] => [
  {
    id: 'name',
    header: 'Name',
    width: 380,
    fixed: true,
    value: ({ name }) => name,
    cell: ({ scope, name }) => <RowLink href={routes.sessionDocument(scope, name)}>{name}</RowLink>,
  },
  { id: 'owner', header: 'Owner', width: 140, value: ownerWords },
  {
    id: 'version',
    header: 'Version in force',
    width: 150,
    value: ({ defaultVersion }) => (defaultVersion === null ? null : Number(defaultVersion)),
    cell: ({ defaultVersion }) => defaultVersion ?? <Missing why="AWS did not say" />,
  },
  {
    id: 'created',
    header: 'Created',
    width: 130,
    value: ({ createdAt }) => createdAt,
    text: ({ createdAt }) => (createdAt === null ? '' : absoluteTime(createdAt)),
    cell: ({ createdAt }) =>
      createdAt === null ? <Missing why="AWS did not say" /> : <RelativeTime atMs={createdAt} />,
  },
  { id: 'account', header: 'Account', width: 130, value: ({ scope }) => accountName(scope.account) },
  { id: 'region', header: 'Region', width: 110, value: ({ scope }) => scope.region },
];

export const documentProperties = (
  accountName: (account: string) => string,
): readonly FilterProperty<ScopedDocument>[] => [
  { key: 'name', label: 'Name', text: ({ name }) => name },
  { key: 'owner', label: 'Owner', text: ownerWords, options: ['AWS', 'This account'] },
  { key: 'account', label: 'Account', text: ({ scope }) => accountName(scope.account) },
  { key: 'region', label: 'Region', text: ({ scope }) => scope.region },
];
