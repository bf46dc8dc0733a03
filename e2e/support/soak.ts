import type { Page } from '@playwright/test';

/**
 * `E2E_SOAK=1` runs the tests of long shells at the length that the project promises: minutes each. Without it they
 * keep the same promises at a length that every run of all tests can afford.
 */
export const soaking = process.env.E2E_SOAK === '1';

/** One of two amounts, by how long is run. */
export const amount = (brief: number, long: number): number => (soaking ? long : brief);

/** A bound for what hangs. */
export const soakTimeoutMs = soaking ? 1_200_000 : 240_000;

/** A figure for who watches the long run. */
export function tell(figure: string): void {
  if (soaking) console.log(figure);
}

/** Megabytes of the page's own heap, after its garbage was collected. Workers have heaps of their own. */
export async function heapMegabytes(page: Page): Promise<string> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  await inspector.detach();
  return (usedSize / 1e6).toFixed(1);
}
