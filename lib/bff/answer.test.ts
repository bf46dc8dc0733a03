import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bffCall } from './testing/bff-call';
import { startTestConsole, type TestConsole } from './testing/start-console';
import { wireProblem } from './wire-problem';

let running: TestConsole;
let cookieId: string;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'empty' } });
  cookieId = await running.signIn('olu');
}, 60_000);
afterAll(() => running.stop());

const refused = z.object({ error: z.object({ data: z.object({ problem: wireProblem }) }) });
const problemIn = (json: unknown) => refused.parse(json).error.data.problem;

describe('the BFF over HTTP', () => {
  test('tells a signed-in person who they are and what the config offers them', async () => {
    const { status, json, headers } = await bffCall(running, { path: 'me.get', cookieId });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(json).toMatchObject({
      result: {
        data: {
          person: { sub: 'olu', groups: ['quarterdeck-operators'] },
          lockedTags: ['Environment'],
          scopes: [
            {
              account: '111122223333',
              region: 'eu-west-1',
              roles: [{ name: 'QuarterdeckOperator' }, { name: 'QuarterdeckViewer' }],
            },
            { account: '111122223333', region: 'us-east-1' },
            { account: '444455556666', region: 'eu-west-1' },
            { account: '444455556666', region: 'us-east-1' },
          ],
        },
      },
    });
  });

  test('answers a stranger with a Problem and status 401', async () => {
    const { status, json } = await bffCall(running, { path: 'me.get' });
    expect(status).toBe(401);
    expect(problemIn(json)).toMatchObject({ code: 'signed-out', nextStep: 'Sign in again.' });
  });

  test('signing out ends the sign-in and takes the cookie back', async () => {
    const mine = await running.signIn('vic');
    const { headers, json } = await bffCall(running, { path: 'me.signOut', cookieId: mine });
    expect(json).toMatchObject({ result: { data: { next: '/sign-in' } } });
    expect(headers.get('set-cookie')).toMatch(/^quarterdeck=; .*Max-Age=0/);
    expect((await bffCall(running, { path: 'me.get', cookieId: mine })).status).toBe(401);
  });
});

describe('the attacker', () => {
  test.each([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a foreign name that resolves here', { host: 'evil.example' }],
    ['a page on another port of this host', { origin: 'http://localhost:3001' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a request that names no origin', { origin: null }],
    ['a form, which cannot set our header', { 'x-quarterdeck': null }],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site' }],
  ])('%s with a good cookie is refused', async (_who, headers) => {
    const { status, json } = await bffCall(running, { path: 'me.signOut', cookieId, headers });
    expect(status).toBe(403);
    expect(problemIn(json).code).toBe('forbidden');
    expect((await bffCall(running, { path: 'me.get', cookieId })).status).toBe(200);
  });

  test.each([
    ['that says so', { 'content-length': '9999999' }],
    ['that lies about it', {}],
  ])('an oversized body %s is refused unread', async (_how, headers) => {
    const body = JSON.stringify({ scope: 'x'.repeat(70_000) });
    const { status, json } = await bffCall(running, { path: 'me.get', cookieId, body, headers });
    expect(status).toBe(413);
    expect(problemIn(json)).toMatchObject({ code: 'invalid', field: 'body' });
  });

  test.each(['{', '[]', '"x"', 'null'])('a body of %s does no harm', async (body) => {
    const { status } = await bffCall(running, { path: 'me.get', cookieId, body });
    expect(status).toBeLessThan(500);
  });

  test('an operation that does not exist is not found, without a stack', async () => {
    const { status, text, json } = await bffCall(running, { path: 'constructor.call', cookieId });
    expect(status).toBe(404);
    expect(problemIn(json).code).toBe('not-found');
    expect(text).not.toMatch(/node_modules|at \w+ \(/);
  });

  test('several operations in one request are not taken', async () => {
    const { status } = await bffCall(running, {
      path: 'me.get,me.pulse?batch=1',
      cookieId,
      body: '{"0":null,"1":null}',
    });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
