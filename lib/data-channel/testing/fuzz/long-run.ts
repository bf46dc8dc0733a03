import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import committed from './corpus.json' with { type: 'json' };
import { Fuzzer, type Machine } from './fuzzer';

/**
 * The long run, by hand: `npx tsx lib/data-channel/testing/fuzz/long-run.ts SECONDS [--keep]`. Prints figures, stops at
 * the first broken promise with its input, and writes a corpus that grew back with `--keep`.
 */
const seconds = Number(process.argv[2] ?? 60);
const seed = Date.now() >>> 0;
const names: readonly Machine[] = ['client', 'agent', 'port'];
const fuzzers = names.map((name) => ({ name, fuzzer: new Fuzzer(name, committed[name], seed) }));
console.log(`seed ${seed}, ${seconds} s`);
const endMs = Date.now() + 1000 * seconds;
while (Date.now() < endMs) {
  for (const { fuzzer } of fuzzers) for (let i = 0; i < 50; i += 1) fuzzer.once();
}
for (const { name, fuzzer } of fuzzers) {
  console.log(
    `${name}: ${fuzzer.runs} inputs, ${fuzzer.behaviours} behaviours, corpus of ${fuzzer.corpus.length}`,
  );
}
if (process.argv.includes('--keep')) {
  const corpus = Object.fromEntries(fuzzers.map(({ name, fuzzer }) => [name, fewest(name, fuzzer.corpus)]));
  writeFileSync(
    fileURLToPath(new URL('corpus.json', import.meta.url)),
    `${JSON.stringify(corpus, null, 2)}\n`,
  );
}

/** The shortest inputs that do all of it. */
function fewest(name: Machine, corpus: readonly string[]): string[] {
  return new Fuzzer(
    name,
    [...corpus].sort((a, b) => a.length - b.length),
    seed,
  ).corpus;
}
