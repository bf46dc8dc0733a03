import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { skipsAwsCli } from '../../testing/aws-cli';
import { runAwsCli } from '../../testing/run-aws-cli';
import { startEmulator, type TestEmulator } from '../../testing/start';

let emulator: TestEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-cli-logs-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await emulator.stop();
});

async function aws(endpoint: 'url' | 'tlsUrl', ...args: string[]): Promise<string> {
  const { accessKey: keys, caFile } = emulator;
  const { code, stdout, stderr } = await runAwsCli({ endpoint: emulator[endpoint], keys, caFile }, args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

test.skipIf(skipsAwsCli)('the AWS CLI writes and reads objects over http and TLS', async () => {
  await aws('url', 's3', 'mb', 's3://cli-logs');
  const text = 'a session\n'.repeat(2000);
  await writeFile(join(folder, 'up.log'), text);
  // Over TLS the CLI leaves the payload unsigned and sends its checksum behind it.
  for (const endpoint of ['url', 'tlsUrl'] as const) {
    await aws(endpoint, 's3', 'cp', join(folder, 'up.log'), `s3://cli-logs/${endpoint}/up.log`);
    await aws(endpoint, 's3', 'cp', `s3://cli-logs/${endpoint}/up.log`, join(folder, `${endpoint}.log`));
    expect(await readFile(join(folder, `${endpoint}.log`), 'utf8')).toBe(text);
  }
  const listed = await aws('url', 's3', 'ls', '--recursive', 's3://cli-logs/');
  expect(listed).toMatch(/20000 tlsUrl\/up\.log\n.*20000 url\/up\.log/);
  expect(await aws('url', 's3', 'cp', 's3://cli-logs/url/up.log', '-')).toBe(text);
});

test.skipIf(skipsAwsCli)('the AWS CLI writes and reads log events', async () => {
  await aws('url', 'logs', 'create-log-group', '--log-group-name', '/cli');
  const stream = ['--log-group-name', '/cli', '--log-stream-name', 'ada-1'];
  await aws('url', 'logs', 'create-log-stream', ...stream);
  const events = JSON.stringify([{ timestamp: Date.now(), message: 'uptime' }]);
  await aws('url', 'logs', 'put-log-events', ...stream, '--log-events', events);
  const read = JSON.parse(await aws('url', 'logs', 'get-log-events', ...stream, '--start-from-head'));
  expect(read.events).toMatchObject([{ message: 'uptime' }]);
});
