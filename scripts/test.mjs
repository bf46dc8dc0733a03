import { mkdirSync, rmSync } from 'node:fs';
import { browserVersion, findOrInstallChromium } from './run/browser.mjs';
import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { startChild } from './run/child.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript, say } from './run/say.mjs';
import { readPlaywrightTally, readVitestTally } from './run/tally.mjs';

const reports = `${root}.build/test-reports`;
/** @type {import('./run/tally.mjs').Tally} */
const total = { passed: 0, failed: 0, skipped: [] };

/** @param {import('./run/tally.mjs').Tally} tally */
function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
}

/** Runs a program of node_modules with its output shown. @param {string} name @param {string} program @param {readonly string[]} args @param {NodeJS.Dict<string>} [env] */
async function step(name, program, args, env = {}) {
  say(`\n── ${name}`);
  const child = startChild(name, process.execPath, [`${root}node_modules/${program}`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    onLine: say,
  });
  return child.ended;
}

/** A check that has no tests of its own to count counts as one. @param {string} name @param {() => Promise<number | void>} check */
async function counted(name, check) {
  const code = await check().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  });
  add({ passed: code ? 0 : 1, failed: code ? 1 : 0, skipped: [] });
  if (code) say(`FAILED: ${name}`);
}

const rooms = ['app', 'components', 'lib', 'emulator', 'e2e'];
const checks = {
  format: () => step('format', '@biomejs/biome/bin/biome', ['format', '.']),
  lint: () => step('lint', '@biomejs/biome/bin/biome', ['lint', '--error-on-warnings', '.']),
  'import fences': () =>
    step('import fences', 'dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      ...rooms,
    ]),
  types: () => step('types', 'typescript/bin/tsc', ['--noEmit']),
  'any room can be deleted': () =>
    step('types of the console without each of its rooms', '../scripts/check-rooms.mjs', []),
  'types of the pure data channel': () =>
    step('types of lib/data-channel', 'typescript/bin/tsc', ['--noEmit', '-p', 'lib/data-channel']),
};

/** @param {'unit' | 'emulator'} project */
async function vitest(project) {
  const file = `${reports}/${project}.json`;
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=./scripts/run/vitest-reporter.mjs',
  ];
  await step(`${project} tests`, 'vitest/vitest.mjs', args, { VITEST_TALLY_FILE: file });
  add(readVitestTally(file));
}

/** @param {string | undefined} chromium */
async function endToEnd(chromium) {
  await counted('build of the emulator', buildEmulatorWhenStale);
  await counted('build of the console', buildConsoleWhenStale);
  const file = `${reports}/e2e.json`;
  await step('end-to-end tests', '@playwright/test/cli.js', ['test'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(chromium ? { QUARTERDECK_CHROMIUM: chromium } : {}),
  });
  add(readPlaywrightTally(file));
}

await runScript(async () => {
  requireNode();
  await installWhenStale();
  const chromium = await findOrInstallChromium();
  say(`Chromium: ${browserVersion(chromium)}`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  for (const [name, check] of Object.entries(checks)) await counted(name, check);
  await vitest('unit');
  await vitest('emulator');
  await endToEnd(chromium);

  say('');
  if (total.skipped.length === 0) say('No test was skipped.');
  for (const { name, why } of total.skipped) say(`skipped: ${name}: ${why}`);
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
process.exit();
