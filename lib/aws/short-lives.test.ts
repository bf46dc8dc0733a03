import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestConsole, type TestConsole } from '@/lib/bff/testing/start-console';
import { trailOf } from '@/lib/bff/testing/trail';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };

let running: TestConsole;
beforeAll(async () => {
  // Before anything is started, so that STS reads the same clock as the console.
  vi.useFakeTimers({ toFake: ['Date'] });
  running = await startTestConsole({ emulator: { env: { EMULATOR_STS_SECONDS: '4' } } });
});
afterAll(async () => {
  vi.useRealTimers();
  await running.stop();
});

const stsCalls = async () =>
  (await trailOf(running.emulator, 'AssumeRoleWithWebIdentity', 'us-east-1')).length;

test('credentials of four seconds serve call after call, and are renewed before any call could see them end', async () => {
  const signIn = await running.server.signIns.current(await running.signIn('vic'));
  const before = await stsCalls();
  const list = () =>
    running.server.aws.inScope(signIn, scope).ssm().send(new DescribeInstanceInformationCommand({}));
  await list();
  await list();
  expect((await stsCalls()) - before).toBe(1);
  for (let renewal = 2; renewal <= 4; renewal += 1) {
    vi.setSystemTime(Date.now() + 3_000);
    await list();
    expect((await stsCalls()) - before).toBe(renewal);
  }
});
