import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

let runDir: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  runDir = await mkdtemp(join(tmpdir(), 'quarterdeck-main-'));
});
afterEach(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  children = [];
  await rm(runDir, { recursive: true, force: true });
});

/** The program as `npm run dev` runs it, with what it printed and how it ended. */
function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts'], {
    cwd: root,
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      EMULATOR_PORT: '0',
      EMULATOR_TLS_PORT: '0',
      EMULATOR_SEED: 'empty',
      EMULATOR_RUN_DIR: runDir,
      ...env,
    },
  });
  children.push(child);
  let printed = '';
  let complained = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  child.stderr.on('data', (text) => {
    complained += text;
  });
  return {
    child,
    ended: once(child, 'close').then(([code]) => ({ code, printed, complained })),
    announced: new Promise<string>((resolve) => {
      child.stdout.on('data', () => printed.includes('Password') && resolve(printed));
    }),
  };
}

test('it says where it listens, whose key and password to use, and a signal ends it without leaving files', async () => {
  const { child, announced, ended } = run();
  const printed = await announced;
  const ready = JSON.parse(await readFile(join(runDir, 'ready.json'), 'utf8'));
  for (const shown of [
    ready.url,
    ready.tlsUrl,
    ready.keyFile,
    ready.caFile,
    ready.password,
    ready.oidc.issuer,
  ])
    expect(printed).toContain(shown);
  expect(printed).not.toContain(ready.secretAccessKey);
  for (const name of ['ready.json', 'access-key.json', 'ca-key.pem'])
    expect((await stat(join(runDir, name))).mode & 0o777, name).toBe(0o600);
  const health = await fetch(`${ready.url}/_emulator/health`);
  expect(await health.json()).toMatchObject({ status: 'ready' });
  const key = JSON.parse(await readFile(ready.keyFile, 'utf8'));
  const sts = new STSClient({ endpoint: ready.url, region: 'eu-west-1', credentials: key });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(ready.account);

  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  const left = await readdir(runDir);
  expect(left).not.toContain('ready.json');
  expect(left).not.toContain('access-key.json');
  expect(left).not.toContain('emulator.lock');
});

test('a key and a password given are used, and the CA of the first start is kept', async () => {
  const env = {
    EMULATOR_ACCESS_KEY: 'AKIAGIVENGIVENGIVEN1:given-secret:444455556666',
    DEMO_PASSWORD: 'given password',
  };
  const first = run(env);
  await first.announced;
  const ready = JSON.parse(await readFile(join(runDir, 'ready.json'), 'utf8'));
  expect(ready).toMatchObject({
    accessKeyId: 'AKIAGIVENGIVENGIVEN1',
    account: '444455556666',
    password: 'given password',
  });
  const ca = await readFile(ready.caFile, 'utf8');
  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(0);
  const second = run(env);
  await second.announced;
  expect(await readFile(ready.caFile, 'utf8')).toBe(ca);
  second.child.kill('SIGTERM');
  await second.ended;
});

test('a port in use is one clear line and a non-zero end', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, complained } = await run({ EMULATOR_PORT: String(port) }).ended;
  server.close();
  expect(code).toBe(1);
  expect(complained).toContain(`emulator: Port ${port} is in use; set EMULATOR_PORT to a free one.`);
  expect(complained).not.toContain('    at ');
});

test('a setting that is wrong is named in one line', async () => {
  const { code, complained } = await run({ EMULATOR_TLS_PORT: 'many', EMULATOR_ACCESS_KEY: 'short' }).ended;
  expect(code).toBe(1);
  expect(complained).toMatch(/emulator: .*EMULATOR_TLS_PORT.*EMULATOR_ACCESS_KEY/);
  expect(complained).not.toContain('    at ');
});
