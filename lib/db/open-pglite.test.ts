import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SignInStore } from '@/lib/auth/sign-in-store';
import { openPglite } from './open-pglite';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-db-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const row = {
  id: 'one',
  issuer: 'https://sso.example',
  sub: 'ada',
  claims: { sub: 'ada' },
  sealedTokens: 'sealed',
  idTokenExpiresAt: 1_800_000_000_000,
  idTokenIssuedAt: 1_700_000_000_000,
  refreshable: true,
  createdAt: 1_700_000_000_000,
  expiresAt: 1_900_000_000_000,
};

test('rows outlive the process, in a folder whose parents are made', async () => {
  const dataDir = join(folder, 'not', 'yet', 'there');
  const first = await openPglite(dataDir);
  await new SignInStore(first).add(row);
  await first.close();
  const second = await openPglite(dataDir);
  expect(await new SignInStore(second).find('one')).toMatchObject(row);
  await second.close();
}, 60_000);

test('a second console on the same folder is refused with one clear line, and the first goes on', async () => {
  const dataDir = join(folder, 'held');
  const first = await openPglite(dataDir);
  await expect(openPglite(dataDir)).rejects.toThrow(/^DATA_DIR .*held is in use by another process/);
  await expect(first.ping()).resolves.toBeUndefined();
  await first.close();
  expect(existsSync(`${dataDir}.lock`)).toBe(false);
}, 60_000);
