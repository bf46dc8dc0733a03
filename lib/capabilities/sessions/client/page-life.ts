import type { ShellStore } from './shell-store';

/** A navigation takes less; a download or a mail link asks whether the page may go and then lets it stay. */
const staysAfterMs = 10_000;

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
}
