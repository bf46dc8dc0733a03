import { useSyncExternalStore } from 'react';

/** "4 min ago" is wrong by at most this long. One timer for all times on a page. */
const tickMs = 10_000;

let now = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    now = 0;
  };
}

const read = (): number => {
  if (now === 0) now = Date.now();
  return now;
};

/** Epoch milliseconds, renewed every ten seconds. 0 while rendering on the server. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, () => 0);
