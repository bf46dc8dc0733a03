import { afterEach, expect, test } from 'vitest';
import { bffCall } from '../testing/bff-call';
import { startTestConsole, type TestConsole } from '../testing/start-console';

let running: TestConsole | undefined;
afterEach(() => running?.stop());

/** Signs ada in and out; answers her id token and where the browser was sent. */
async function signOut(endSession: string) {
  running = await startTestConsole({ env: { OIDC_END_SESSION: endSession } });
  const cookieId = await running.signIn('ada');
  const idToken = await running.server.signIns.idToken(await running.server.signIns.current(cookieId));
  const { text, json } = await bffCall(running, { path: 'me.signOut', cookieId });
  expect(json).toMatchObject({ result: { data: { next: expect.any(String) } } });
  const [, next = ''] = /"next":"([^"]*)"/.exec(text) ?? [];
  return { idToken, text, next };
}

test('signing out stays in the console unless the provider is to be signed out of as well', async () => {
  expect((await signOut('false')).next).toBe('/sign-in');
});

test('the provider is told who asks and where to return to, and is not handed the id token', async () => {
  const { idToken, text, next } = await signOut('true');
  const { searchParams } = new URL(next);
  expect(searchParams.get('client_id')).toBe('quarterdeck');
  expect(searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/sign-in');
  expect(text).not.toContain(idToken);
  expect((await fetch(next, { redirect: 'manual' })).status).toBe(200);
});

test('a provider that demands it is handed the id token of the sign-in that ends, and knows it', async () => {
  const { idToken, next } = await signOut('with-id-token');
  expect(new URL(next).searchParams.get('id_token_hint')).toBe(idToken);
  expect((await fetch(next, { redirect: 'manual' })).status).toBe(200);
  const forged = next.replace(/id_token_hint=[^&]*/, 'id_token_hint=forged');
  expect((await fetch(forged, { redirect: 'manual' })).status).toBe(400);
});
