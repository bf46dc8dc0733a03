import { defineConfig } from '@playwright/test';

const executablePath = process.env.QUARTERDECK_CHROMIUM;
/** Chromium's own sandbox needs a user that is not root. */
const asRoot = process.getuid?.() === 0;

/** Each worker has an emulator and a console of its own; a test starts from the seed (e2e/support/test.ts). */
export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: './.build/test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Bounds for what hangs, not a pace: far above what the slowest machine under load takes.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace costs each passing test a third of its time; a failed one shows what its servers said (e2e/support/journal.ts).
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Newer Chromium draws WebGL without a graphics processor only when asked.
        '--enable-unsafe-swiftshader',
      ],
    },
  },
});
