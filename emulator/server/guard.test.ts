import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw, statusOf } from '../testing/raw-http';
import { startEmulator, type TestEmulator } from '../testing/start';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator({
    env: { EMULATOR_HOSTS: 'box.example.test', EMULATOR_CONSOLE_ORIGINS: 'https://console.example.test' },
  });
});
afterAll(() => emulator.stop());

const port = () => new URL(emulator.url).port;

const ask = (host: readonly string[], more: readonly string[] = [], target = '/_emulator/health') =>
  sendRaw(emulator.url, [
    `GET ${target} HTTP/1.1`,
    ...host.map((it) => `Host: ${it}`),
    ...more,
    'Connection: close',
  ]);

const upgrade = (more: readonly string[]) =>
  sendRaw(emulator.url, [
    'GET /v1/data-channel/ada-0123?role=publish_subscribe HTTP/1.1',
    ...more,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]);

describe('Host', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST', 'box.example.test'])(
    '%s is answered',
    async (host) => {
      expect(statusOf(await ask([`${host}:${port()}`]))).toBe(200);
      expect(statusOf(await ask([host]))).toBe(200);
    },
  );

  test.each([
    ['a rebound name', ['attacker.example']],
    ['a name that begins like ours', ['localhost.attacker.example']],
    ['a name that ends like ours', ['attacker-127.0.0.1']],
    ['our name before an @', ['localhost@attacker.example']],
    ['two names, ours first', ['localhost', 'attacker.example']],
    ['two names, ours last', ['attacker.example', 'localhost']],
    ['an empty name', ['']],
    ['another loopback address', ['127.0.0.2']],
    ['a number for 127.0.0.1', ['2130706433']],
  ])('%s gets 403', async (_name, hosts) => {
    expect([400, 403]).toContain(statusOf(await ask(hosts)));
  });

  test('no Host at all is refused', async () => {
    const answer = await sendRaw(emulator.url, ['GET /_emulator/health HTTP/1.0']);
    expect(statusOf(answer)).toBe(403);
    expect([400, 403]).toContain(statusOf(await ask([])));
  });

  test('a target that names another host is refused', async () => {
    expect(statusOf(await ask(['localhost'], [], 'http://attacker.example/_emulator/health'))).toBe(403);
  });
});

describe('Origin', () => {
  test('the console and the emulator itself are answered, under every name it has', async () => {
    for (const origin of [
      'https://console.example.test',
      emulator.url,
      emulator.tlsUrl,
      `http://localhost:${port()}`,
      `http://box.example.test:${port()}`,
    ])
      expect(statusOf(await ask(['localhost'], [`Origin: ${origin}`])), origin).toBe(200);
  });

  test.each([
    'https://attacker.example',
    'null',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:1',
    'https://console.example.test.attacker.example',
    'http://console.example.test',
    '',
  ])('%j gets 403', async (origin) => {
    expect(statusOf(await ask(['localhost'], [`Origin: ${origin}`]))).toBe(403);
  });

  test('a second Origin is no way in', async () => {
    const two = [`Origin: ${emulator.url}`, 'Origin: https://attacker.example'];
    expect(statusOf(await ask(['localhost'], two))).toBe(403);
  });

  test('it holds for AWS calls, sign-in pages and writes, before anything is looked at', async () => {
    for (const line of ['POST / HTTP/1.1', 'GET /_oidc/auth HTTP/1.1', 'POST /_emulator/reset HTTP/1.1'])
      expect(
        statusOf(
          await sendRaw(emulator.url, [
            line,
            'Host: localhost',
            'Origin: https://attacker.example',
            'X-Emulator: 1',
            'Content-Length: 0',
          ]),
        ),
        line,
      ).toBe(403);
  });
});

describe('WebSocket upgrades', () => {
  test('a foreign page and a foreign name are refused before the channel is looked up', async () => {
    expect(statusOf(await upgrade(['Host: localhost', 'Origin: https://attacker.example']))).toBe(403);
    expect(statusOf(await upgrade(['Host: attacker.example']))).toBe(403);
    expect(statusOf(await upgrade(['Host: localhost', 'Origin: null']))).toBe(403);
  });

  test('a path without sockets answers and hangs up', async () => {
    const answer = await sendRaw(emulator.url, [
      'GET /nothing HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
    ]);
    expect(statusOf(answer)).toBe(404);
  });
});

describe('writes to /_emulator', () => {
  test.each(['/reset', '/clock', '/oidc'])('%s needs X-Emulator: 1', async (path) => {
    const url = `${emulator.url}/_emulator${path}`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
    const other = await fetch(url, { method: 'POST', body: '{}', headers: { 'x-emulator': 'true' } });
    expect(other.status).toBe(403);
  });

  test('the clock moves world time and leaves signatures alone', async () => {
    const before = emulator.world.clock.now();
    const response = await fetch(`${emulator.url}/_emulator/clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceMs: 3_600_000 }),
      headers: { 'x-emulator': '1' },
    });
    expect(response.status).toBe(200);
    expect(emulator.world.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(Math.abs(emulator.world.clock.signatureNow() - Date.now())).toBeLessThan(60_000);
    const back = await fetch(`${emulator.url}/_emulator/clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceMs: -1 }),
      headers: { 'x-emulator': '1' },
    });
    expect(back.status).toBe(400);
  });

  test('what it has not is said', async () => {
    expect((await fetch(`${emulator.url}/_emulator/nothing`)).status).toBe(404);
  });
});

test('it listens on loopback and on no other address of this machine', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) expect(await answers(address, Number(port())), address).toBe(false);
});

const answers = (host: string, at: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(at, host);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });

test('a body that is too large is refused, said or not', async () => {
  const large = 5 * 1024 * 1024;
  const said = await sendRaw(emulator.url, [
    'POST / HTTP/1.1',
    'Host: localhost',
    'X-Amz-Target: AmazonSSM.GetParameter',
    `Content-Length: ${large}`,
    'Connection: close',
  ]);
  expect(statusOf(said)).toBe(413);
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const chunked = await sendRaw(
    emulator.url,
    ['POST / HTTP/1.1', 'Host: localhost', 'Transfer-Encoding: chunked'],
    chunk.repeat(large / 0x10000),
  ).then(
    statusOf,
    () => 413, // The connection may be cut while the client still sends.
  );
  expect(chunked).toBe(413);
});

test('what is no HTTP is answered with 400', async () => {
  expect(statusOf(await sendRaw(emulator.url, ['\u0016\u0003\u0001 hello']))).toBe(400);
});

test('keys on disk are for the owner only', async () => {
  const folder = emulator.caFile.replace(/ca\.pem$/, '');
  for (const name of ['ca-key.pem', 'oidc-key.json'])
    expect((await stat(folder + name)).mode & 0o777, name).toBe(0o600);
});
