const units: readonly [Intl.RelativeTimeFormatUnit, number, string][] = [
  ['day', 86_400_000, 'd'],
  ['hour', 3_600_000, 'h'],
  ['minute', 60_000, 'min'],
  ['second', 1_000, 's'],
];

/** "4 min ago", "in 2 h", "just now" (under a second). Times are epoch milliseconds. */
export function relativeTime(atMs: number, nowMs: number): string {
  const apart = Math.abs(nowMs - atMs);
  const unit = units.find(([, size]) => apart >= size);
  if (!unit) return 'just now';
  const words = `${Math.floor(apart / unit[1]).toLocaleString('en')} ${unit[2]}`;
  return atMs <= nowMs ? `${words} ago` : `in ${words}`;
}

/** The absolute time with its zone, for hovering and exports: ISO 8601 in UTC. */
export const absoluteTime = (atMs: number): string => new Date(atMs).toISOString();
