import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProblem } from './as-problem';
import { paceHeader, readPace } from './pace-header';
import { inScope, router } from './procedure';
import { startTestConsole, type TestConsole } from './testing/start-console';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckAdministrator' };

const room = router({
  // AWS documents two of these a second, per account and Region.
  events: inScope.query(async ({ ctx: { aws } }) => {
    await aws.cloudtrail().send(new LookupEventsCommand({}));
  }),
  get: inScope.query(async ({ ctx: { aws } }) => {
    await aws.ssm().send(new GetParameterCommand({ Name: '/busy' }));
  }),
});

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole({ emulator: { seed: 'empty', env: { EMULATOR_THROTTLE: 'aws' } } });
});
afterAll(() => running.stop());

test('when AWS throttles, calls go on more slowly, the answers say so, and nothing else goes wrong', async () => {
  const cookieId = await running.signIn('ada');
  const calls = Array.from({ length: 8 }, async () => {
    const context = running.contextOf(cookieId);
    const failed = await room
      .createCaller(context)
      .events({ scope })
      .then(
        () => null,
        (error: unknown) => asProblem(error).code,
      );
    return { failed, pace: readPace(context.reply.get(paceHeader)) };
  });
  const outcomes = await Promise.all(calls);
  expect(outcomes.filter(({ failed }) => failed === null).length).toBeGreaterThan(0);
  expect(outcomes.flatMap(({ failed }) => failed ?? [])).toEqual(
    outcomes.flatMap(({ failed }) => (failed ? ['throttled'] : [])),
  );
  const said = outcomes.flatMap(({ pace }) => pace ?? []);
  expect(said[0]).toMatchObject({ account: scope.account, region: scope.region });
  expect(said[0]?.perSecond).toBeLessThan(20);
});

test('another Region goes on at full speed', async () => {
  const context = running.contextOf(await running.signIn('ada'));
  const elsewhere = { ...scope, region: 'us-east-1' };
  await room
    .createCaller(context)
    .get({ scope: elsewhere })
    .catch(() => {});
  expect(context.reply.get(paceHeader)).toBeNull();
});
