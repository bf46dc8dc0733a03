import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsOf } from '../testing/sign-in';
import { startEmulator } from '../testing/start';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-issued-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('every secret of the run is in EMULATOR_ISSUED_FILE, for the owner only', async () => {
  const file = join(folder, 'issued');
  const emulator = await startEmulator({ env: { EMULATOR_ISSUED_FILE: file } });
  try {
    const keys = await credentialsOf(emulator, 'vic');
    const noted = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const [kind, value] of [
      ['secret-access-key', emulator.accessKey.secretAccessKey],
      ['client-secret', emulator.clientSecret],
      ['access-key-id', keys.accessKeyId],
      ['secret-access-key', keys.secretAccessKey],
      ['session-token', keys.sessionToken],
    ])
      expect(noted).toContainEqual({ kind, value });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    await emulator.stop();
  }
});
