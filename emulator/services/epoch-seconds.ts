/** A timestamp as AWS's JSON protocol carries it: seconds since 1970, with milliseconds as decimals. */
export const epochSeconds = (ms: number): number => Math.round(ms) / 1000;
