import { describe, expect, test } from 'vitest';
import type { Column } from './column';
import { csvField, toCsv } from './csv';
import { type FilterProperty, filterRows } from './filter-rows';
import { extendTo, headerCheck, nothingSelected, selectAll, selectOnly, toggle } from './selection';
import { sortRows } from './sort-rows';
import { plainTable, readTableState, type TableState, writeTableState } from './table-state';

interface Row {
  name: string;
  size?: number | null;
}
const rows: Row[] = [
  { name: 'web-10', size: 3 },
  { name: 'Web-2', size: null },
  { name: 'db-1' },
  { name: 'a', size: 1 },
];
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', width: 100, value: ({ name }) => name },
  { id: 'size', header: 'Size', width: 100, value: ({ size }) => size },
];
const names = (shown: readonly Row[]) => shown.map(({ name }) => name);

describe('sortRows', () => {
  test('counts as people do and ignores case', () => {
    expect(names(sortRows(rows, columns, { columnId: 'name', descending: false }))).toEqual([
      'a',
      'db-1',
      'Web-2',
      'web-10',
    ]);
  });
  test.each([false, true])('rows without a value are last (descending: %s)', (descending) => {
    const sorted = sortRows(rows, columns, { columnId: 'size', descending });
    expect(names(sorted).slice(2)).toEqual(['Web-2', 'db-1']);
    expect(sorted[0]?.size).toBe(descending ? 3 : 1);
  });
});

describe('filterRows', () => {
  const properties: FilterProperty<Row>[] = [
    { key: 'name', label: 'Name', text: ({ name }) => name },
    { key: 'size', label: 'Size', text: ({ size }) => (size === undefined ? undefined : String(size ?? '')) },
  ];
  const matching = (property: string | null, operator: '=' | '!=' | ':' | '!:' | '^', value: string) =>
    names(filterRows(rows, properties, { operation: 'and', tokens: [{ property, operator, value }] }));

  test('a condition without a property looks everywhere', () => {
    expect(matching(null, ':', 'WEB')).toEqual(['web-10', 'Web-2']);
    expect(matching(null, '!:', 'web')).toEqual(['db-1', 'a']);
  });
  test('a row whose value was not read matches neither for nor against', () => {
    expect(matching('size', '!=', '3')).toEqual(['Web-2', 'a']);
    expect(matching('size', '=', '')).toEqual(['Web-2']);
  });
  test('an unknown property matches nothing rather than everything', () => {
    expect(matching('gone', '=', 'x')).toEqual([]);
  });
  test('any of several conditions', () => {
    const tokens = [
      { property: 'name', operator: '^', value: 'db' },
      { property: 'name', operator: '=', value: 'A' },
    ] as const;
    expect(names(filterRows(rows, properties, { operation: 'or', tokens }))).toEqual(['db-1', 'a']);
  });
});

describe('CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['plain', 'plain'],
  ])('%j is written as %j', (text, written) => expect(csvField(text)).toBe(written));

  test('has the columns and rows shown, in that order, and says what was not read', () => {
    const sizeFirst = columns.toReversed();
    expect(toCsv(sizeFirst, rows.slice(1, 3))).toBe('Size,Name\r\n,Web-2\r\nnot read yet,db-1\r\n');
  });
});

describe('table state in the address', () => {
  test.each<TableState>([
    plainTable,
    {
      filter: {
        operation: 'or',
        tokens: [
          { property: 'tag:a*b%2A', operator: '!^', value: 'x*y=&' },
          { property: null, operator: ':', value: 'web 3' },
        ],
      },
      sorting: { columnId: 'name', descending: true },
      columns: ['size', 'name'],
    },
  ])('is read back as it was written: %#', (state) => {
    const written = writeTableState(new URLSearchParams('account=1'), state);
    expect(readTableState(new URLSearchParams(written.toString()))).toEqual(state);
    expect(written.get('account')).toBe('1');
  });
  test('what cannot be read is left out', () => {
    expect(
      readTableState(new URLSearchParams('filter=nonsense&filter=is*name*x')).filter.tokens,
    ).toHaveLength(1);
  });
});

describe('selection', () => {
  const shown = ['a', 'b', 'c', 'd'];
  test('Shift reaches from the last pressed row, either way', () => {
    expect([...extendTo(selectOnly('c'), 'a', shown).ids].sort()).toEqual(['a', 'b', 'c']);
    expect([...extendTo(toggle(selectOnly('a'), 'c'), 'd', shown).ids].sort()).toEqual(['a', 'c', 'd']);
  });
  test('the header says some, all or none of what is shown', () => {
    expect(headerCheck(nothingSelected, shown)).toBe('none');
    expect(headerCheck(selectOnly('b'), shown)).toBe('some');
    expect(headerCheck(selectAll(shown), shown)).toBe('all');
    expect(headerCheck(selectOnly('hidden'), shown)).toBe('none');
  });
});
