import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { controlEmulator } from '@/lib/bff/testing/emulator-control';
import { startTestConsole, type TestConsole } from '@/lib/bff/testing/start-console';
import { TestBrowser } from './testing/browser';
import { signInByBrowser } from './testing/sign-in-by-browser';

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'empty' } });
}, 60_000);
afterAll(() => running.stop());

const signIn = (person: string, more: { browser?: TestBrowser; after?: string; renew?: boolean } = {}) =>
  signInByBrowser({
    flow: running.server.flow,
    publicUrl: running.server.env.PUBLIC_URL,
    person,
    password: running.emulator.password,
    ...more,
  });

describe('signing in at the provider', () => {
  test('leads back to where the person wanted to go, with an opaque cookie', async () => {
    const { step, cookieId } = await signIn('ada', { after: '/parameters?path=%2Fprod' });
    expect(new URL(step.location, 'http://localhost:3000').pathname).toBe('/parameters');
    expect(cookieId).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const signedIn = await running.server.signIns.current(cookieId);
    expect(signedIn.person).toMatchObject({ sub: 'ada', email: 'ada@example.com' });
  });

  test('asks with code, PKCE, state and nonce', async () => {
    const { location } = await running.server.flow.begin({ after: null, renew: false });
    const asked = new URL(location).searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]).not.toContain(null);
  });

  test('sets the session cookie for this site alone, out of reach of scripts', async () => {
    const { step } = await signIn('ada');
    const cookie = step.setCookies.find((text) => text.startsWith('quarterdeck='));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
  });

  test('leaves the browser with that one cookie', async () => {
    const browser = new TestBrowser();
    await signIn('ada', { browser });
    expect(Object.keys(browser.cookies(running.server.env.PUBLIC_URL))).toEqual(['quarterdeck']);
  });

  test('the cookie outlives the sign-in, so that expiring is told from signing out', async () => {
    const { step } = await signIn('ada');
    const cookie = step.setCookies.find((text) => text.startsWith('quarterdeck=')) ?? '';
    const [, until = ''] = /; Expires=([^;]+)/i.exec(cookie) ?? [];
    const endsAt = Date.now() + running.server.env.SIGN_IN_HOURS * 3_600_000;
    expect(Date.parse(until)).toBeGreaterThan(endsAt + 86_400_000);
  });

  test('never leads to another host, whatever the page was asked for', async () => {
    for (const after of ['//evil.example/', '/\\evil.example', 'https://evil.example/', '/\t/evil.example']) {
      const { step } = await signIn('ada', { after });
      expect(new URL(step.location, 'http://localhost:3000').host).toBe('localhost:3000');
    }
  });

  test('takes changed groups from the next sign-in on, and ends the one before', async () => {
    const browser = new TestBrowser();
    const first = await signIn('vic', { browser });
    await controlEmulator(running.emulator, 'oidc', { person: 'vic', groups: ['quarterdeck-operators'] });
    const second = await signIn('vic', { browser });
    expect((await running.server.signIns.current(second.cookieId)).person.groups).toEqual([
      'quarterdeck-operators',
    ]);
    await expect(running.server.signIns.current(first.cookieId)).rejects.toMatchObject({
      code: 'signed-out',
    });
  });
});

describe('signing in again beside an open page', () => {
  test('the same person comes to the page that tells the others', async () => {
    const browser = new TestBrowser();
    await signIn('olu', { browser });
    const { step, cookieId } = await signIn('olu', { browser, renew: true });
    expect(new URL(step.location).pathname).toBe('/sign-in/done');
    expect((await running.server.signIns.current(cookieId)).person.sub).toBe('olu');
  });

  test('another person is refused, and the page keeps the sign-in it had', async () => {
    const browser = new TestBrowser();
    const before = await signIn('olu', { browser });
    const provider = new URL(running.emulator.oidcIssuer).origin;
    for (const name of Object.keys(browser.cookies(provider)))
      browser.keep(provider, [`${name}=; max-age=0`]);
    const { step, cookieId } = await signIn('ada', { browser, renew: true });
    expect(new URL(step.location, 'http://x').searchParams.get('problem')).toBe('other-person');
    expect(cookieId).toBe(before.cookieId);
    expect((await running.server.signIns.current(cookieId)).person.sub).toBe('olu');
  });
});

describe('a sign-in that fails', () => {
  test('is said in words of ours with a reference that the log has', async () => {
    const step = await running.server.flow.finish(
      { error: 'access_denied', error_description: '<b>x</b>' },
      {},
    );
    const shown = new URL(step.location, 'http://x').searchParams;
    expect(shown.get('problem')).toBe('access-denied');
    expect(running.logLines.join('')).toContain(shown.get('reference'));
    expect(step.location).not.toContain('<b>');
  });

  test('an answer without the state of this browser signs nobody in', async () => {
    const begun = await running.server.flow.begin({ after: null, renew: false });
    const state = new URL(begun.location).searchParams.get('state') ?? '';
    const step = await running.server.flow.finish({ code: 'stolen', state }, {});
    expect(step.setCookies.filter((text) => text.startsWith('quarterdeck='))).toEqual([]);
    // Who must find out why has the cause in the log.
    expect(running.logLines.join('')).toContain('State cookie was missing');
  });
});
