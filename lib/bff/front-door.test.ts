import { createServer, request, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Asked } from './asked';
import { readBounded } from './bounded-body';
import { openFrontDoor } from './front-door';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server of somebody else's that answers `theirs`, with our door opened before its first request. */
async function behindDoor(answer: (asked: Asked) => Promise<Response>) {
  const server = createServer((_request, response) => response.end('theirs'));
  servers.push(server);
  const found: Server[] = [];
  openFrontDoor(answer, (each) => void found.push(each));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, found, port };
}

interface Reply {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Sends the path as it is: `fetch` would resolve its dots. */
const ask = (port: number, path: string, { method = 'POST', headers = {}, body = '{}' } = {}) =>
  new Promise<Reply>((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', failed);
    sent.end(body);
  });

test('calls of the page are answered at the door, from the first on', async () => {
  const asked: Asked[] = [];
  const { port, server, found } = await behindDoor(async (each) => {
    asked.push(each);
    const body = new TextDecoder().decode(await readBounded(each, 100));
    return new Response(`ours: ${body}`, { status: 207, headers: [['x-a', 'b']] });
  });
  const { status, headers, body } = await ask(port, '/api/trpc/me.get?x=1', {
    headers: { cookie: 'quarterdeck=abc', host: 'console.example' },
    body: 'hello',
  });
  expect([status, headers['x-a'], String(body)]).toEqual([207, 'b', 'ours: hello']);
  expect(asked[0]?.method).toBe('POST');
  expect(new URL(asked[0]?.url ?? '').pathname).toBe('/api/trpc/me.get');
  expect(asked[0]?.headers.get('cookie')).toBe('quarterdeck=abc');
  expect(asked[0]?.headers.get('host')).toBe('console.example');
  expect(found).toEqual([server]);
});

test.each([
  ['a page', 'GET', '/nodes'],
  ['another call', 'POST', '/api/auth/sign-in'],
  ['reading what is only posted', 'GET', '/api/trpc/me.get'],
  ['a path that leads elsewhere', 'POST', '/api/trpc/../health/ready'],
  ['the same in disguise', 'POST', '/api/trpc/%2e%2e/health/ready'],
  ['another host in the request line', 'POST', 'http://evil.example/api/trpc/me.get'],
])('%s is left to the server', async (_what, method, path) => {
  const { port } = await behindDoor(async () => new Response('ours'));
  expect(String((await ask(port, path, { method })).body)).toBe('theirs');
});

test('a body over its limit is answered without being read to its end', async () => {
  const { port } = await behindDoor(async (asked) =>
    readBounded(asked, 1_000).then(
      () => new Response('read'),
      () => new Response('too large', { status: 413 }),
    ),
  );
  const { status, headers } = await ask(port, '/api/trpc/me.get', {
    headers: { 'transfer-encoding': 'chunked' },
    body: 'x'.repeat(2_000_000),
  });
  expect([status, headers.connection]).toEqual([413, 'close']);
});

test('cookies stay apart', async () => {
  const both: [string, string][] = [
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ];
  const { port } = await behindDoor(async () => new Response('', { headers: both }));
  expect((await ask(port, '/api/trpc/x')).headers['set-cookie']).toEqual(['a=1', 'b=2']);
});

test('a long answer is compressed for those who take it so, a short one never', async () => {
  const long = 'node '.repeat(1_000);
  const { port } = await behindDoor(async ({ url }) => new Response(url.endsWith('long') ? long : 'short'));
  const gzip = { headers: { 'accept-encoding': 'br, gzip' } };
  const compressed = await ask(port, '/api/trpc/long', gzip);
  expect(compressed.headers['content-encoding']).toBe('gzip');
  expect(String(gunzipSync(compressed.body))).toBe(long);
  expect(String((await ask(port, '/api/trpc/long')).body)).toBe(long);
  expect((await ask(port, '/api/trpc/short', gzip)).headers['content-encoding']).toBeUndefined();
});

test('an answer that fails is a 500 that says nothing', async () => {
  const { port } = await behindDoor(() => Promise.reject(new Error('secret words')));
  const { status, body } = await ask(port, '/api/trpc/x');
  expect([status, String(body)]).toEqual([500, '']);
});

test('a caller that hangs up aborts what it asked for', async () => {
  let aborted = () => {};
  const seen = new Promise<void>((done) => {
    aborted = done;
  });
  const { port } = await behindDoor(
    (asked) =>
      new Promise<Response>((_done, failed) => {
        asked.signal.addEventListener('abort', () => {
          aborted();
          failed(asked.signal.reason);
        });
        hangUp();
      }),
  );
  const sent = request({ host: '127.0.0.1', port, path: '/api/trpc/x', method: 'POST' });
  sent.on('error', () => {});
  const hangUp = () => sent.destroy();
  sent.end('{}');
  await seen;
});
