import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, printed } from './row';
import { codec } from './rows/codec';

const benches: readonly Bench[] = [codec];

/** `npm run bench [-- name …]`: all of them, or those named. */
const { positionals } = parseArgs({ allowPositionals: true });
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const bench of chosen) {
  say(`\n${bench.name}: ${bench.about}`);
  for (const row of await bench.measure()) say(printed(row));
}
process.exit();
