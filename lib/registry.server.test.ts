import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bffCall } from './bff/testing/bff-call';
import { startTestConsole, type TestConsole } from './bff/testing/start-console';
import { trailOf } from './bff/testing/trail';
import { bffRouter } from './registry.server';

let running: TestConsole;
let vic: string;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'empty' } });
  vic = await running.signIn('vic');
});
afterAll(() => running.stop());

const paths = Object.keys(bffRouter._def.procedures);
const inScope = paths.filter((path) => !path.startsWith('me.'));
const adasRole = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckAdministrator' };
const stsCalls = async () =>
  (await trailOf(running.emulator, 'AssumeRoleWithWebIdentity', 'us-east-1')).length;

test('the registry has operations to test', () => {
  expect(inScope.length).toBeGreaterThan(10);
});

describe('every operation of every room', () => {
  test.each(inScope)('%s refuses a forged role before STS hears of it', async (path) => {
    const before = await stsCalls();
    const { status, text } = await bffCall(running, { path, cookieId: vic, input: { scope: adasRole } });
    expect([status, text]).toEqual([403, expect.stringContaining('is not granted to Vic')]);
    expect(await stsCalls()).toBe(before);
  });

  test.each(paths)('%s refuses whoever is not signed in', async (path) => {
    const { status, text } = await bffCall(running, { path, input: { scope: adasRole } });
    expect([status, text]).toEqual([401, expect.stringContaining('"code":"signed-out"')]);
  });

  test.each(paths)('%s refuses another site’s page', async (path) => {
    const headers = { origin: 'https://evil.example' };
    const { status } = await bffCall(running, { path, cookieId: vic, input: { scope: adasRole }, headers });
    expect(status).toBe(403);
  });

  test.each(inScope)('%s takes no input that it does not know how to read', async (path) => {
    const { status } = await bffCall(running, { path, cookieId: vic, input: { scope: { account: ['x'] } } });
    expect(status).toBe(400);
  });
});
