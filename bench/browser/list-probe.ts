/** What the probe of the table has seen. Times are `performance.now()` of the page, durations ms. */
export interface ListProbe {
  firstRowAtMs: number | null;
  /** When the first answer of nodes.list was there in full. */
  firstAnswerAtMs: number | null;
  longTasks: number[];
  /** Frames looked at while scrolling, and those of them in which a part of the table had no row. */
  frames: number;
  blankFrames: number;
  /** ms from each key to the frame it changed. */
  keys: number[];
  watchFrames(on: boolean): void;
}

declare global {
  interface Window {
    listProbe: ListProbe;
  }
}

/** Runs in the page before its scripts. */
export function installListProbe(): void {
  let watching = false;
  const probe: ListProbe = {
    firstRowAtMs: null,
    firstAnswerAtMs: null,
    longTasks: [],
    frames: 0,
    blankFrames: 0,
    keys: [],
    watchFrames(on) {
      watching = on;
      if (on) requestAnimationFrame(look);
    },
  };
  window.listProbe = probe;

  /** Runs once the frame being made has left for the screen. */
  const afterFrame = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  const isBlank = (): boolean => {
    const scroller = document.querySelector('[data-table-scroller]');
    const rows = [...document.querySelectorAll('[data-table-scroller] tr[data-index]')];
    if (!scroller || rows.length === 0) return true;
    const view = scroller.getBoundingClientRect();
    // The head's cells stay where they are; its row scrolls away.
    const head = scroller.querySelector('thead th')?.getBoundingClientRect().bottom ?? view.top;
    const first = rows[0]?.getBoundingClientRect().top ?? 0;
    const last = rows.at(-1)?.getBoundingClientRect().bottom ?? 0;
    const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
    // Half a pixel: rows lie on fractions of them.
    return first > head + 0.5 || (!atEnd && last < view.bottom - 0.5);
  };
  const look = () => {
    if (!watching) return;
    afterFrame(() => {
      probe.frames += 1;
      if (isBlank()) probe.blankFrames += 1;
      look();
    });
  };

  new PerformanceObserver((list) => {
    probe.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (/nodes\.list(?!Tags)/.test(entry.name)) probe.firstAnswerAtMs ??= entry.startTime + entry.duration;
  }).observe({ type: 'resource', buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-table-scroller] tr[data-index]')) return;
    observer.disconnect();
    afterFrame(() => {
      probe.firstRowAtMs = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => afterFrame(() => probe.keys.push(performance.now() - timeStamp)),
    { capture: true },
  );
}
