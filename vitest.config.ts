import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Bounds for code that hangs, not a pace: far above what the slowest machine under load takes. */
const patience = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // vitest's own second is a check of how fast the machine is.
  expect: { poll: { timeout: 60_000 } },
};

/** `unit` needs nothing but Node; `emulator` starts emulators of its own on free ports. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // server-only throws outside a React server bundle; its empty file is what Next puts there.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts,bench}/**/*.test.{ts,tsx}'],
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'emulator',
          include: ['emulator/**/*.test.ts', 'e2e/{witness,together}/**/*.test.ts'],
          ...patience,
        },
      },
    ],
  },
});
