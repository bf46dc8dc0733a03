import type { ScopeProgress } from '../scoped-listing';

const number = (count: number): string => count.toLocaleString('en');

/** "3,400 read · 2 of 4 scopes · 1 refused". AWS does not say how many there will be. */
export function progressWords(scopes: readonly ScopeProgress[]): string {
  const count = (test: (scope: ScopeProgress) => boolean) => scopes.filter(test).length;
  const read = scopes.reduce((sum, scope) => sum + scope.read, 0);
  const refused = count(({ problem }) => problem?.code === 'forbidden');
  const failed = count(({ state, problem }) => state === 'failed' && problem?.code !== 'forbidden');
  const stopped = count(({ state }) => state === 'stopped');
  return [
    `${number(read)} read`,
    scopes.length > 1 ? `${count(({ state }) => state === 'done')} of ${scopes.length} scopes` : '',
    refused > 0 ? `${refused} refused` : '',
    failed > 0 ? `${failed} failed` : '',
    stopped > 0 ? `${stopped} stopped` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

export const isReading = (scopes: readonly ScopeProgress[]): boolean =>
  scopes.some(({ state }) => state === 'reading' || state === 'unread');
