import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = {
  OIDC_ISSUER: 'https://sso.example.com',
  OIDC_CLIENT_ID: 'quarterdeck',
  OIDC_CLIENT_SECRET: 'very-secret',
  ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
  QUARTERDECK_CONFIG: 'emulator/demo/quarterdeck.config.yaml',
};

/** Starts the console in a process of its own, as instrumentation.ts does. */
function start(env: Record<string, string>) {
  const code = "import { startConsole } from './lib/bff/start-console.ts'; await startConsole();";
  // The condition under which server-only is an empty file, as in Next's server bundles.
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', code];
  const { status, stderr } = spawnSync(process.execPath, flags, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    encoding: 'utf8',
  });
  return { status, lines: stderr.split('\n').filter((line) => line && !line.startsWith('(')) };
}

test('a wrong environment ends the process with one line a variable', () => {
  const { status, lines } = start({ ...good, OIDC_CLIENT_ID: '', PUBLIC_URL: 'console.example' });
  expect(status).toBe(1);
  expect(lines).toEqual([
    'quarterdeck: PUBLIC_URL must start with http:// or https://',
    'quarterdeck: OIDC_CLIENT_ID is not set',
  ]);
});

test('a wrong config file ends the process with file, line and field', () => {
  const file = join(folder, 'q.yaml');
  writeFileSync(file, "regions: [eu-west-1]\naccounts: [{ id: '1', name: P }]\nroles: []\ngrants: []\n");
  const { status, lines } = start({ ...good, QUARTERDECK_CONFIG: file });
  expect(status).toBe(1);
  expect(lines[0]).toBe(`quarterdeck: ${file}:2: accounts[0].id: must be 12 digits in quotes`);
});

test('a database that does not answer ends the process with one line', () => {
  const { status, lines } = start({ ...good, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^quarterdeck: cannot start: .*ECONNREFUSED/);
});
