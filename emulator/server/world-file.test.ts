import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsOf } from '../testing/sign-in';
import { startEmulator, type TestEmulator } from '../testing/start';

let dataDir: string;
let started: TestEmulator[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'quarterdeck-data-'));
});
afterEach(async () => {
  await Promise.all(started.map((emulator) => emulator.stop()));
  started = [];
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<TestEmulator> {
  const emulator = await startEmulator({ dataDir });
  started.push(emulator);
  return emulator;
}

const kms = (emulator: TestEmulator) =>
  new KMSClient({ endpoint: emulator.url, region: 'eu-west-1', credentials: emulator.accessKey });

test('keys, credentials and the clock outlive a restart', async () => {
  const first = await start();
  const { KeyMetadata } = await kms(first).send(new CreateKeyCommand({}));
  const sealed = await kms(first).send(
    new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: Buffer.from('kept') }),
  );
  const credentials = await credentialsOf(first, 'vic');
  first.world.clock.advance(86_400_000);
  await first.stop();

  const second = await start();
  const opened = await kms(second).send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('kept');
  expect(second.world.clock.now() - Date.now()).toBeGreaterThan(86_300_000);
  const me = new STSClient({ endpoint: second.url, region: 'eu-west-1', credentials });
  expect((await me.send(new GetCallerIdentityCommand({}))).Arn).toContain('QuarterdeckViewer/vic');
});

test('a reset forgets what was made, and the reset is kept', async () => {
  const first = await start();
  const { KeyMetadata } = await kms(first).send(new CreateKeyCommand({}));
  const headers = { 'x-emulator': '1' };
  expect((await fetch(`${first.url}/_emulator/reset`, { method: 'POST', headers })).status).toBe(200);
  await first.stop();
  const second = await start();
  await expect(
    kms(second).send(new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: Buffer.from('x') })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
  await expect(credentialsOf(second, 'vic')).resolves.toBeDefined();
});

test('the file is for the owner only', async () => {
  await (await start()).stop();
  expect((await stat(join(dataDir, 'world.v8'))).mode & 0o777).toBe(0o600);
});

test('a second emulator on the same folder is refused in words', async () => {
  await start();
  await expect(startEmulator({ dataDir })).rejects.toThrow(/in use by another emulator; EMULATOR_DATA_DIR/);
});

test('a file that is not a world of this version is refused, not overwritten', async () => {
  const file = join(dataDir, 'world.v8');
  await writeFile(file, 'something else');
  await expect(startEmulator({ dataDir })).rejects.toThrow(/move it away/);
  expect((await stat(file)).size).toBe('something else'.length);
});
