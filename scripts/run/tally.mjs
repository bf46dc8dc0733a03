import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed @property {number} failed
 * @property {{ name: string, why: string }[]} skipped
 */

/** What Vitest's tally reporter wrote; a run that wrote nothing has failed. @param {string} file @returns {Tally} */
export const readVitestTally = (file) =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: [] };

/**
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }} PlaywrightSpec
 */

/** What Playwright's JSON reporter wrote. @param {string} file @returns {Tally} */
export function readPlaywrightTally(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {Tally} */
  const tally = { passed: 0, failed: report.errors.length, skipped: [] };
  for (const suite of report.suites) addSuite(tally, suite, '');
  return tally;
}

/** @param {Tally} tally @param {PlaywrightSuite} suite @param {string} above */
function addSuite(tally, suite, above) {
  const name = above ? `${above} › ${suite.title}` : suite.title;
  for (const inner of suite.suites ?? []) addSuite(tally, inner, name);
  for (const spec of suite.specs ?? [])
    for (const test of spec.tests) {
      if (test.status === 'skipped') {
        const why = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
        tally.skipped.push({ name: `${name} › ${spec.title}`, why });
      } else if (test.status === 'expected') tally.passed += 1;
      else tally.failed += 1;
    }
}
