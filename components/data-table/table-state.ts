import { type FilterOperator, type FilterToken, noFilter, type RowFilter } from './filter-rows';
import type { Sorting } from './sort-rows';

/** All of a table that a link can carry. */
export interface TableState {
  readonly filter: RowFilter;
  readonly sorting: Sorting | null;
  /** Ids in the order shown; null is "as the table begins". */
  readonly columns: readonly string[] | null;
}

export const plainTable: TableState = { filter: noFilter, sorting: null, columns: null };

/** Words in the address, since `!:` and `^` come out as escapes there. */
const operatorWords: readonly (readonly [string, FilterOperator])[] = [
  ['is', '='],
  ['not', '!='],
  ['has', ':'],
  ['hasnt', '!:'],
  ['begins', '^'],
  ['beginsnt', '!^'],
];

/** `*` parts the pieces: a search parameter carries it unescaped. A property may hold one itself (tag keys may not). */
const escapeProperty = (property: string): string => property.replaceAll('%', '%25').replaceAll('*', '%2A');
const unescapeProperty = (text: string): string => text.replaceAll('%2A', '*').replaceAll('%25', '%');

function tokenText({ property, operator, value }: FilterToken): string {
  const word = operatorWords.find(([, sign]) => sign === operator)?.[0] ?? 'has';
  return `${word}*${escapeProperty(property ?? '')}*${value}`;
}

function tokenOf(text: string): FilterToken | null {
  const [word, property, ...rest] = text.split('*');
  const operator = operatorWords.find(([name]) => name === word)?.[1];
  if (!operator || property === undefined || rest.length === 0) return null;
  return { operator, property: property === '' ? null : unescapeProperty(property), value: rest.join('*') };
}

function sortingOf(text: string | null): Sorting | null {
  if (!text) return null;
  return text.startsWith('-')
    ? { columnId: text.slice(1), descending: true }
    : { columnId: text, descending: false };
}

/** Reads what `writeTableState` wrote. What it cannot read it leaves out: an old link still opens the page. */
export function readTableState(search: URLSearchParams): TableState {
  const tokens = search.getAll('filter').flatMap((text) => tokenOf(text) ?? []);
  const columns = search.get('columns');
  return {
    filter: { tokens, operation: search.get('match') === 'any' ? 'or' : 'and' },
    sorting: sortingOf(search.get('sort')),
    columns: columns ? columns.split(',') : null,
  };
}

/** The same search with this table's state in it; other parameters stay as they are. */
export function writeTableState(search: URLSearchParams, state: TableState): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const key of ['filter', 'match', 'sort', 'columns']) next.delete(key);
  for (const token of state.filter.tokens) next.append('filter', tokenText(token));
  if (state.filter.operation === 'or' && state.filter.tokens.length > 1) next.set('match', 'any');
  if (state.sorting) next.set('sort', `${state.sorting.descending ? '-' : ''}${state.sorting.columnId}`);
  if (state.columns) next.set('columns', state.columns.join(','));
  return next;
}
