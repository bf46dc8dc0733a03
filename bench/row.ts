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
  /** It installs or takes minutes: left out of a run that names nothing. */
  readonly onlyWhenNamed?: boolean;
  measure(): Promise<readonly Row[]>;
}

/** A bar with its verdict. */
export const bar = (words: string, met: boolean) => ({ words, met });

/** Something measured again and again. `run` answers one figure. */
export class Series {
  readonly figures: number[] = [];

  constructor(private readonly run: () => Promise<number>) {}

  async measure(): Promise<void> {
    this.figures.push(await this.run());
  }

  get median(): number {
    return median(this.figures);
  }
}

/** Measures each in turn, round after round, so that whatever else the machine does meets all of them alike. */
export async function alternate(rounds: number, all: readonly Series[]): Promise<void> {
  for (let round = 0; round < rounds; round += 1) for (const series of all) await series.measure();
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
