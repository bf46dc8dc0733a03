import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/** A process with one request under way, which is answered only after the signal has come. */
const program = `
  import { createServer } from 'node:http';
  import { shutDownInOrder } from './lib/bff/shut-down.ts';
  process.on('SIGTERM', () => process.exit(1)); // as a framework would
  let pending;
  const say = (text) => process.stdout.write(text + '\\n');
  const http = createServer((_request, response) => { pending = response; say('asked'); });
  const console = {
    drain: () => { say('draining'); setImmediate(() => pending.end('answered')); },
    close: async () => say('database closed'),
    log: { error: () => {} },
  };
  shutDownInOrder(console, () => http);
  http.listen(0, '127.0.0.1', () => say(String(http.address().port)));
`;

test('a signal lets requests be answered, then closes the database, then ends the process', async () => {
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => (await lines.next()).value;
  const answer = fetch(`http://127.0.0.1:${await line()}/`, { method: 'POST' });
  expect(await line()).toBe('asked');
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await (await answer).text()).toBe('answered');
  expect([await line(), await line()]).toEqual(['draining', 'database closed']);
  expect(await ended).toEqual([143, null]);
});
