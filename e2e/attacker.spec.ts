import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import { expect, test } from './support/test';

/** A page of somebody else, on an origin of its own. */
async function otherSite(): Promise<{ origin: string; stop: () => void }> {
  const server = createServer((_request, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>other</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

const body = JSON.stringify({
  cursor: null,
  scope: { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' },
});

test('a page of another origin cannot act with the cookie of somebody who is signed in', async ({
  page,
  world,
  signIn,
}) => {
  await signIn('ada');
  const site = await otherSite();
  const foreign = await page.context().newPage();
  await foreign.goto(site.origin);
  const outcomes = await foreign.evaluate(attack, { console: world.url, emulator: world.emulator.url, body });
  site.stop();
  expect(outcomes).toEqual({
    'console, plain post': 'not readable',
    'console, with its header': 'not readable',
    'emulator, reset': 'not readable',
    'emulator, api': 'not readable',
    'emulator, data channel': 'closed',
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\([\d,]+\)/);
});

/** Runs in the other page: everything that a web page can try. */
async function attack(target: {
  console: string;
  emulator: string;
  body: string;
}): Promise<Record<string, string>> {
  const tried = async (url: string, headers: Record<string, string>): Promise<string> => {
    try {
      const answer = await fetch(url, { method: 'POST', credentials: 'include', headers, body: target.body });
      return `readable: ${answer.status}`;
    } catch {
      return 'not readable';
    }
  };
  const socket = (url: string): Promise<string> =>
    new Promise((resolve) => {
      const made = new WebSocket(url);
      made.onopen = () => resolve('open');
      made.onclose = () => resolve('closed');
    });
  const stream = `${target.emulator.replace('http', 'ws')}/v1/data-channel/ada-0?role=publish_subscribe`;
  return {
    'console, plain post': await tried(`${target.console}/api/trpc/nodes.list`, {
      'content-type': 'text/plain',
    }),
    'console, with its header': await tried(`${target.console}/api/trpc/nodes.list`, {
      'content-type': 'application/json',
      'x-quarterdeck': '1',
    }),
    'emulator, reset': await tried(`${target.emulator}/_emulator/reset`, { 'content-type': 'text/plain' }),
    'emulator, api': await tried(`${target.emulator}/`, { 'content-type': 'text/plain' }),
    'emulator, data channel': await socket(stream),
  };
}

interface Attempt {
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly path?: string;
}

/** The status of a request that no browser would send: headers exactly as given. */
const statusOf = (url: string, { headers, body: text = body, path = '/api/trpc/nodes.list' }: Attempt) =>
  new Promise<number>((resolve, reject) => {
    const { port } = new URL(url);
    const sent = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(text);
  });

const cookieOf = async (context: BrowserContext, url: string): Promise<string> =>
  (await context.cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ');

test('the console refuses what its own pages never send', async ({ page, world, signIn }) => {
  await signIn('ada');
  const host = new URL(world.url).host;
  const good = {
    host,
    origin: world.url,
    'content-type': 'application/json',
    'x-quarterdeck': '1',
    cookie: await cookieOf(page.context(), world.url),
  };
  const { origin: _origin, ...withoutOrigin } = good;
  const { 'x-quarterdeck': _header, ...withoutHeader } = good;
  const { cookie: _cookie, ...withoutCookie } = good;
  expect(await statusOf(world.url, { headers: good }), 'as its own page').toBe(200);
  expect(await statusOf(world.url, { headers: { ...good, origin: 'http://evil.example' } })).toBe(403);
  expect(await statusOf(world.url, { headers: withoutOrigin }), 'no origin').toBe(403);
  expect(await statusOf(world.url, { headers: withoutHeader }), 'no header').toBe(403);
  expect(await statusOf(world.url, { headers: withoutCookie }), 'no cookie').toBe(401);
  expect(
    await statusOf(world.url, {
      headers: { ...good, cookie: good.cookie.replace(/\bquarterdeck=[\w-]{4}/, 'quarterdeck=AAAA') },
    }),
    'forged cookie',
  ).toBe(401);
  expect(await statusOf(world.url, { headers: { ...good, host: 'evil.example' } }), 'foreign host').not.toBe(
    200,
  );
  expect(await statusOf(world.url, { headers: good, body: `{"x":"${'y'.repeat(2_000_000)}"}` })).toBe(413);
});

test("the cookie is opaque, for this site only, and out of the page's reach", async ({
  page,
  world,
  signIn,
}) => {
  await signIn('ada');
  const cookies = await page.context().cookies(world.url);
  const session = cookies.find(({ name }) => name === 'quarterdeck');
  expect(session).toMatchObject({ httpOnly: true });
  expect(['Lax', 'Strict']).toContain(session?.sameSite);
  expect(session?.value).toMatch(/^[\w-]{20,128}$/);
  expect(await page.evaluate(() => document.cookie)).not.toContain('quarterdeck=');
});

test('the page runs under a policy without unsafe scripts, and reaches only itself and the sessions', async ({
  page,
  world,
  signIn,
}) => {
  await signIn('ada');
  const answer = await page.request.get(`${world.url}/nodes`);
  const policy = answer.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src [^;]*'nonce-/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(policy).toContain("frame-ancestors 'none'");
  const connect = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? [];
  const streams = [world.emulator.url, world.emulator.tlsUrl].map((url) => url.replace(/^http/, 'ws'));
  expect(connect.sort()).toEqual(["'self'", ...streams].sort());
  expect(answer.headers()['cache-control']).toContain('no-store');
});
