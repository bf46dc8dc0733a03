import type { ScopeProgress } from './scope-listing';

const number = (count: number): string => count.toLocaleString('en');

/** "3,400 of about 10,000 · 2 of 4 scopes · 1 refused". `about` is what there was last time, or null. */
export function progressWords(scopes: readonly ScopeProgress[], read: number, about: number | null): string {
  const done = scopes.filter(({ state }) => state === 'done').length;
  const refused = scopes.filter(({ problem }) => problem?.code === 'forbidden').length;
  const failed = scopes.filter(({ problem }) => problem !== null).length - refused;
  const stopped = scopes.filter(({ state }) => state === 'stopped').length;
  return [
    about !== null && about > read ? `${number(read)} of about ${number(about)}` : `${number(read)} read`,
    scopes.length > 1 ? `${done} of ${scopes.length} scopes` : '',
    refused > 0 ? `${refused} refused` : '',
    failed > 0 ? `${failed} failed` : '',
    stopped > 0 ? `${stopped} stopped` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

export const isReading = (scopes: readonly ScopeProgress[]): boolean =>
  scopes.some(({ state }) => state === 'reading' || state === 'unread');

/** All of every scope is there: a filter over the rows is then a filter over the fleet. */
export const isComplete = (scopes: readonly ScopeProgress[]): boolean =>
  scopes.length > 0 && scopes.every(({ state }) => state === 'done');

/** The oldest of the complete readings: how old what is shown may be. null while a scope was never read completely. */
export function oldestReading(scopes: readonly ScopeProgress[]): number | null {
  const times = scopes.map(({ readAt }) => readAt);
  return times.length === 0 || times.includes(null) ? null : Math.min(...times.map((time) => time ?? 0));
}

/** Milliseconds since the earliest reading that is on began. */
export function elapsedMs(scopes: readonly ScopeProgress[], nowMs: number): number {
  const starts = scopes.flatMap(({ state, startedAt }) => (state === 'reading' ? (startedAt ?? nowMs) : []));
  return starts.length === 0 ? 0 : Math.max(0, nowMs - Math.min(...starts));
}
