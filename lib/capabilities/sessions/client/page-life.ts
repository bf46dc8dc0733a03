import type { ShellStore } from './shell-store';

/**
 * A navigation that takes longer finds its shells connected again, and leaves only marks of them. A person who said
 * "Stay", and one who followed a mail link, waits for the same time at most.
 */
const staysAfterMs = 5_000;

/**
 * How long the page stands still so that the worker can answer on its own thread before the browser goes on: nothing
 * else can be waited for while a page is left, and a busy machine gives a worker its turn within this.
 */
const answerMs = 400;

/**
 * Keeps shells over a reload. `beforeunload` is the last moment at which the worker can still be asked: there every
 * shell lets its connection go, and `pagehide` writes down what the worker has answered by then. A page that stays,
 * because the person says so or because nothing came of it, connects its shells again.
 */
export function keepOverReloads(shells: Pick<ShellStore, 'hold' | 'goOn' | 'keep'>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('beforeunload', () => {
    if (shells.hold()) standStill(answerMs);
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

function standStill(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}
