/** One line of the bench's table. Figures are medians unless the name says otherwise. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** The same work by somebody else, measured in the same run: what a ratio is against. */
  readonly peer?: { readonly what: string; readonly figure: number };
  /** What design §7 asks, in its words; `met` says whether this run met it. */
  readonly bar?: { readonly words: string; readonly met: boolean };
}

/** A group of rows that are measured together. Groups run one after the other, so that none disturbs another. */
export interface Bench {
  readonly name: string;
  /** One sentence: what is measured, against what. */
  readonly about: string;
  measure(): Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this part of the others lies (nearest rank). Throws RangeError where there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (found === undefined) throw new RangeError('No measurements.');
  return found;
}

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

/** `name: 12.3 ms (1.08 × bare WebSocket echo, 11.4 ms)  bar ≤ 1.1 × met` */
export function printed(row: Row): string {
  const { peer, bar } = row;
  const against = peer
    ? `  ${(row.figure / peer.figure).toFixed(2)} × ${peer.what} (${number(peer.figure)} ${row.unit})`
    : '';
  const verdict = bar ? `  [${bar.words}: ${bar.met ? 'met' : 'NOT MET'}]` : '';
  return `  ${row.what}: ${number(row.figure)} ${row.unit}${against}${verdict}`;
}
