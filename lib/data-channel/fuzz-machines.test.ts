import { describe, expect, test } from 'vitest';
import corpus from './testing/fuzz/corpus.json' with { type: 'json' };
import found from './testing/fuzz/found.json' with { type: 'json' };
import { Fuzzer, type Machine } from './testing/fuzz/fuzzer';

/** More by hand: `npx tsx lib/data-channel/testing/fuzz/long-run.ts SECONDS`, or `DATA_CHANNEL_RUNS=20000`. */
const runs = Number(process.env.DATA_CHANNEL_RUNS ?? 300);

describe('whatever an end is fed, it throws nothing, keeps its limits and its order, and ends at most once', () => {
  test.each<Machine>(['client', 'agent', 'port'])(
    'the %s: what once found something new, and changes of it',
    (machine) => {
      // What broke a promise once is played besides what found something new.
      const inputs: readonly string[] = [...corpus[machine], ...found[machine]];
      const fuzzer = new Fuzzer(machine, inputs, 20_261_122);
      const known = fuzzer.behaviours;
      for (let run = 0; run < runs; run += 1) fuzzer.once();
      expect(known).toBeGreaterThan(inputs.length);
      expect(fuzzer.runs).toBe(inputs.length + runs);
    },
    20_000 + 60 * runs,
  );
});
