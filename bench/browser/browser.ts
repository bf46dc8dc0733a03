import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { takeRole } from '../../e2e/support/shells';
import { signIn } from '../../e2e/support/sign-in';
import { startWorld, type TestWorld, type WorldOptions } from '../../e2e/support/world';
import { begun } from '../begun';

/** Ten thousand nodes on a busy machine: a bound for what is broken, not a bar. */
const actionMsMax = 120_000;

export interface BenchWorld {
  readonly world: TestWorld;
  readonly context: BrowserContext;
  /** A page of ada's, with the administrator's role taken everywhere. Its first document is still to be opened. */
  readonly page: Page;
}

/** A world and a real browser signed in as ada, for the length of `use`. */
export async function withBrowser<T>(
  options: WorldOptions,
  use: (all: BenchWorld) => Promise<T>,
): Promise<T> {
  const world = await startWorld(options);
  const stop = begun(() => world.stop());
  const executablePath = process.env.QUARTERDECK_CHROMIUM;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Chromium's own sandbox needs a user that is not root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const context = await browser.newContext({ baseURL: world.url, viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(actionMsMax);
    const page = await context.newPage();
    await signIn(page, world, 'ada');
    await takeRole(page, 'ada');
    return await use({ world, context, page });
  } finally {
    await browser.close();
    await stop();
  }
}
