/** The operators of the property filter, as Cloudscape writes them. */
export const filterOperators = ['=', '!=', ':', '!:', '^', '!^'] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** One condition. Without a property it looks into all of them. */
export interface FilterToken {
  readonly property: string | null;
  readonly operator: FilterOperator;
  readonly value: string;
}

export interface RowFilter {
  readonly tokens: readonly FilterToken[];
  readonly operation: 'and' | 'or';
}

export const noFilter: RowFilter = { tokens: [], operation: 'and' };

/** Something rows can be filtered by. */
export interface FilterProperty<Row> {
  readonly key: string;
  readonly label: string;
  readonly group?: string;
  /** undefined where it was not read yet: such a row matches no condition on it, for or against. */
  readonly text: (row: Row) => string | undefined;
  /** Values to offer. Left out where there are many: offering 10,000 makes each keystroke slow. */
  readonly options?: readonly string[];
}

const positive: Record<'=' | ':' | '^', (text: string, wanted: string) => boolean> = {
  '=': (text, wanted) => text === wanted,
  ':': (text, wanted) => text.includes(wanted),
  '^': (text, wanted) => text.startsWith(wanted),
};

const isNegative = (operator: FilterOperator): boolean => operator.startsWith('!');

function plainOperator(operator: FilterOperator): '=' | ':' | '^' {
  if (operator === '=' || operator === '!=') return '=';
  return operator === ':' || operator === '!:' ? ':' : '^';
}

function tokenTest<Row>(properties: ReadonlyMap<string, FilterProperty<Row>>, token: FilterToken) {
  const wanted = token.value.toLowerCase();
  const test = positive[plainOperator(token.operator)];
  const negative = isNegative(token.operator);
  if (token.property === null) {
    const all = [...properties.values()];
    return (row: Row) => negative !== all.some(({ text }) => test(text(row)?.toLowerCase() ?? '', wanted));
  }
  const property = properties.get(token.property);
  return (row: Row) => {
    const text = property?.text(row);
    return text !== undefined && negative !== test(text.toLowerCase(), wanted);
  };
}

/** The rows that match, in their order; the same array when there is no condition. Case never matters. */
export function filterRows<Row>(
  rows: readonly Row[],
  properties: readonly FilterProperty<Row>[],
  { tokens, operation }: RowFilter,
): readonly Row[] {
  if (tokens.length === 0) return rows;
  const byKey = new Map(properties.map((property) => [property.key, property]));
  const tests = tokens.map((token) => tokenTest(byKey, token));
  return rows.filter((row) =>
    operation === 'and' ? tests.every((test) => test(row)) : tests.some((test) => test(row)),
  );
}
