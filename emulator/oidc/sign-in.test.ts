import { createHash, randomBytes } from 'node:crypto';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TinyBrowser } from '../testing/browser';
import { startEmulator, type TestEmulator } from '../testing/start';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ env: { DEMO_PASSWORD: 'correct horse battery' } });
});
afterAll(() => emulator.stop());

const callback = 'http://localhost:3000/api/auth/callback/oidc';
const tokens = z.object({ id_token: z.string(), refresh_token: z.string(), access_token: z.string() });

interface Authorization {
  readonly page: string;
  readonly verifier: string;
  readonly browser: TinyBrowser;
}

async function authorize(over: Record<string, string> = {}): Promise<Authorization> {
  const verifier = randomBytes(32).toString('base64url');
  const browser = new TinyBrowser(emulator.url);
  const query = new URLSearchParams({
    client_id: 'quarterdeck',
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  });
  const { at } = await browser.follow(`/_oidc/auth?${query}`);
  return { page: at, verifier, browser };
}

const form = (username: string, password: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: new URLSearchParams({ username, password }),
  headers,
});

async function codeOf({ browser, page }: Authorization, username: string): Promise<string> {
  const { leftTo } = await browser.follow(page, form(username, emulator.password));
  expect(`${leftTo?.origin}${leftTo?.pathname}`).toBe(callback);
  expect(leftTo?.searchParams.get('state')).toBe('the-state');
  return leftTo?.searchParams.get('code') ?? '';
}

const tokenRequest = (fields: Record<string, string>) =>
  fetch(`${emulator.oidcIssuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: {
      authorization: `Basic ${Buffer.from(`quarterdeck:${emulator.clientSecret}`).toString('base64')}`,
    },
  });

const redeem = async (code: string, verifier: string) =>
  tokenRequest({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier });

async function signIn(username: string) {
  const started = await authorize();
  return tokens.parse(await (await redeem(await codeOf(started, username), started.verifier)).json());
}

const refresh = (refresh_token: string) => tokenRequest({ grant_type: 'refresh_token', refresh_token });

const control = (body: unknown, headers: Record<string, string> = { 'x-emulator': '1' }) =>
  fetch(`${emulator.url}/_emulator/oidc`, { method: 'POST', body: JSON.stringify(body), headers });

test('the whole code flow gives an id token with groups and AWS tags, signed by the published keys', async () => {
  const { id_token } = await signIn('ada');
  const keys = createRemoteJWKSet(new URL(`${emulator.oidcIssuer}/jwks`));
  const { payload } = await jwtVerify(id_token, keys, {
    issuer: emulator.oidcIssuer,
    audience: 'quarterdeck',
  });
  expect(payload).toMatchObject({
    sub: 'ada',
    email: 'ada@example.com',
    nonce: 'the-nonce',
    groups: ['quarterdeck-administrators'],
    'https://aws.amazon.com/source_identity': 'ada',
    'https://aws.amazon.com/tags': {
      principal_tags: { Role: ['administrator'] },
      transitive_tag_keys: ['Team', 'Role'],
    },
  });
});

test('the token that the flow gives opens a role at STS', async () => {
  const { id_token } = await signIn('vic');
  const answer = await new STSClient({ endpoint: emulator.url, region: 'eu-west-1' }).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: 'arn:aws:iam::111122223333:role/QuarterdeckViewer',
      RoleSessionName: 'vic',
      WebIdentityToken: id_token,
    }),
  );
  expect(answer.SubjectFromWebIdentityToken).toBe('vic');
  expect(answer.SourceIdentity).toBe('vic');
});

test('a refresh gives a new id token and a new refresh token, and the old one is spent', async () => {
  const first = await signIn('olu');
  const second = tokens.parse(await (await refresh(first.refresh_token)).json());
  expect(decodeJwt(second.id_token).sub).toBe('olu');
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await refresh(first.refresh_token)).status).toBe(400);
});

test('a refresh shows groups and role as they are now', async () => {
  const first = await signIn('olu');
  await control({ person: 'olu', groups: ['quarterdeck-viewers'], role: 'viewer' });
  const { id_token } = tokens.parse(await (await refresh(first.refresh_token)).json());
  expect(decodeJwt(id_token).groups).toEqual(['quarterdeck-viewers']);
  await control({ person: 'olu', groups: ['quarterdeck-operators'], role: 'operator' });
});

test('a revoked person cannot refresh', async () => {
  const first = await signIn('vic');
  expect((await control({ person: 'vic', revoke: true })).status).toBe(200);
  const refused = await refresh(first.refresh_token);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
});

test("one person's delayed refresh keeps nobody else waiting", async () => {
  const [ada, vic] = [await signIn('ada'), await signIn('vic')];
  await control({ person: 'ada', refreshDelayMs: 400 });
  const order: string[] = [];
  await Promise.all([
    refresh(ada.refresh_token).then(() => order.push('ada')),
    refresh(vic.refresh_token).then(() => order.push('vic')),
  ]);
  await control({ person: 'ada', refreshDelayMs: 0 });
  expect(order).toEqual(['vic', 'ada']);
});

test('changing a person needs the emulator header', async () => {
  expect((await control({ person: 'ada', revoke: true }, {})).status).toBe(403);
});

test('without PKCE there is no sign-in', async () => {
  const query = new URLSearchParams({
    client_id: 'quarterdeck',
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
  });
  const { leftTo } = await new TinyBrowser(emulator.url).follow(`/_oidc/auth?${query}`);
  expect(leftTo?.searchParams.get('error')).toBe('invalid_request');
});

test('a redirect to a stranger is shown as an error, not followed', async () => {
  const query = new URLSearchParams({
    client_id: 'quarterdeck',
    redirect_uri: 'https://attacker.example/callback',
    response_type: 'code',
    scope: 'openid',
  });
  const { response, leftTo } = await new TinyBrowser(emulator.url).follow(`/_oidc/auth?${query}`);
  expect(leftTo).toBeUndefined();
  expect(response.status).toBe(400);
});

test('the sign-in page loads nothing, may not be framed, and labels its fields', async () => {
  const { browser, page } = await authorize();
  const response = await browser.send(page);
  const html = await response.text();
  expect(response.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*frame-ancestors 'none'/,
  );
  expect(html).not.toMatch(/(src|href)=/);
  expect(html).toContain('<label for="username">User name</label>');
  expect(html).toContain('<label for="password">Password</label>');
});

test('the sign-in form is refused from any other page, the console included', async () => {
  const started = await authorize();
  for (const origin of ['http://localhost:3000', 'https://attacker.example', 'null']) {
    const response = await started.browser.send(started.page, form('ada', emulator.password, { origin }));
    expect(response.status, origin).toBe(403);
  }
  const own = await started.browser.send(
    started.page,
    form('ada', emulator.password, { origin: emulator.url }),
  );
  expect(own.status).toBe(303);
});

test('a wrong password or a stranger gets the form again, with the reason', async () => {
  const { browser, page } = await authorize();
  for (const [name, password] of [
    ['ada', 'wrong'],
    ['eve', emulator.password],
  ] as const) {
    const response = await browser.send(page, form(name, password));
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('role="alert"');
  }
});

test('ending the session at the provider asks, then returns to the console', async () => {
  const started = await authorize();
  const code = await codeOf(started, 'ada');
  const { id_token } = tokens.parse(await (await redeem(code, started.verifier)).json());
  const query = new URLSearchParams({
    id_token_hint: id_token,
    post_logout_redirect_uri: 'http://localhost:3000/sign-in',
  });
  const { response, at } = await started.browser.follow(`/_oidc/session/end?${query}`);
  const html = await response.text();
  expect(html).toContain('Sign out');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(action).toContain(emulator.url);
  const { leftTo } = await started.browser.follow(action, {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
    headers: { origin: emulator.url, referer: at },
  });
  expect(leftTo?.href).toBe('http://localhost:3000/sign-in');
});

test('guessing passwords ends in a pause, even for the right one', async () => {
  const guessed = await startEmulator();
  try {
    const query = new URLSearchParams({
      client_id: 'quarterdeck',
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
      code_challenge: createHash('sha256').update('v').digest('base64url'),
      code_challenge_method: 'S256',
    });
    const browser = new TinyBrowser(guessed.url);
    const { at } = await browser.follow(`/_oidc/auth?${query}`);
    for (let tries = 0; tries < 20; tries += 1) await browser.send(at, form('ada', `guess ${tries}`));
    const response = await browser.send(at, form('ada', guessed.password));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await guessed.stop();
  }
});
