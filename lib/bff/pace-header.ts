/** Set on answers of a place that AWS throttles: `account|region;perSecond`. Absent at full speed. */
export const paceHeader = 'x-quarterdeck-pace';

/** One account and Region that goes on more slowly, because AWS asked for it. */
export interface SlowPlace {
  readonly account: string;
  readonly region: string;
  /** Calls a second. */
  readonly perSecond: number;
}

export const paceText = (place: { account: string; region: string }, perSecond: number): string =>
  `${place.account}|${place.region};${perSecond}`;

/** Null where the header is absent or not ours. */
export function readPace(text: string | null): SlowPlace | null {
  const [, account, region, perSecond] = /^(\d{12})\|([a-z0-9-]+);(\d+)$/.exec(text ?? '') ?? [];
  return account && region && perSecond ? { account, region, perSecond: Number(perSecond) } : null;
}
