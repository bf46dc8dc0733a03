import type { ShellStore } from './shell-store';

/**
 * A navigation that takes longer finds its shells connected again, and leaves only marks of them. A person who said
 * "Stay", and one who followed a mail link, waits for the same time at most.
 */
const staysAfterMs = 5_000;

/**
 * Keeps shells over a reload. `beforeunload` is the last moment at which the worker can still be asked: there every
 * shell lets its connection go, and `pagehide` writes down what the worker has answered by then. A page that stays,
 * because the person says so or because nothing came of it, connects its shells again.
 */
export function keepOverReloads(shells: Pick<ShellStore, 'hold' | 'goOn' | 'keep'>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('beforeunload', () => {
    shells.hold();
    clearTimeout(timer);
    // Stands still while the browser's question is open.
    timer = setTimeout(shells.goOn, staysAfterMs);
  });
  window.addEventListener('pagehide', () => {
    clearTimeout(timer);
    shells.keep();
  });
  // Back from the browser's own cache of pages, with everything as it was.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) shells.goOn();
  });
}
