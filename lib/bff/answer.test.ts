import { afterAll, beforeAll, expect, test } from 'vitest';
import { bffCall } from './testing/bff-call';
import { startTestConsole, type TestConsole } from './testing/start-console';

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole();
}, 60_000);
afterAll(() => running.stop());

const problemIn = (json: unknown): unknown => {
  const { error } = json as { error: { data: { problem: unknown } } };
  return error.data.problem;
};

test('a signed-in person is told who they are and what the config offers them', async () => {
  const cookieId = await running.signIn('olu');
  const { status, json, headers } = await bffCall(running, { path: 'me.get', cookieId });
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(json).toMatchObject({
    result: { data: { person: { sub: 'olu', groups: ['quarterdeck-operators'] } } },
  });
});
