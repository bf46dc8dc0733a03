import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { endAll } from './begun';
import { type Bench, printed } from './row';
import { bff } from './rows/bff';
import { browser } from './rows/browser';
import { codec } from './rows/codec';
import { demo, demoFresh } from './rows/demo';
import { emulator } from './rows/emulator';
import { fleet } from './rows/fleet';
import { hidden } from './rows/hidden';
import { sessions } from './rows/sessions';
import { stream } from './rows/stream';
import { weight } from './rows/weight';

const benches: readonly Bench[] = [
  codec,
  stream,
  browser,
  fleet,
  bff,
  weight,
  emulator,
  sessions,
  hidden,
  demo,
  demoFresh,
];

/** `npm run bench [-- name …]`: all of them but the slow ones, or those named. */
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
const chosen = benches.filter(({ name, onlyWhenNamed }) =>
  positionals.length === 0 ? !onlyWhenNamed : positionals.includes(name),
);
const say = (line: string) => process.stdout.write(`${line}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => void endAll().finally(() => process.exit(1)));

say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const name of unknown) say(`There is no "${name}": ${benches.map((bench) => bench.name).join(', ')}.`);
let failed = unknown.length;
for (const bench of chosen) {
  // What else the machine does while this is measured is part of what the figures mean.
  say(`\n${bench.name}: ${bench.about}  (load ${loadavg()[0]?.toFixed(1)})`);
  try {
    for (const row of await bench.measure()) say(printed(row));
  } catch (error) {
    failed += 1;
    say(`  not measured: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
process.exit(failed > 0 ? 1 : 0);
