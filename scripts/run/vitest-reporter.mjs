import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes what `npm test` adds up: counts, and every skipped test with its reason (Vitest's JSON reporter leaves
 * the reason out). The file's path comes in VITEST_TALLY_FILE.
 */
export default class TallyReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled errors outside any test
   */
  onTestRunEnd(modules, unhandled) {
    const tally = { passed: 0, failed: unhandled.length, skipped: /** @type {object[]} */ ([]) };
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'failed') tally.failed += 1;
        else
          tally.skipped.push({ name: `${module.relativeModuleId} › ${test.fullName}`, why: noteOf(result) });
      }
    }
    const file = process.env.VITEST_TALLY_FILE;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(tally));
  }
}

/** @param {object} result */
const noteOf = (result) =>
  'note' in result && typeof result.note === 'string' ? result.note : 'no reason given';
