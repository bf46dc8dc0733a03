import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  GetParameterCommand,
  PutParameterCommand,
  SSMClient,
  StartSessionCommand,
} from '@aws-sdk/client-ssm';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '@/lib/kernel/problem';
import { inScope, router } from './procedure';
import { startTestConsole, type TestConsole } from './testing/start-console';
import { trailOf } from './testing/trail';

/** Operations as rooms write them. */
const room = router({
  nodes: inScope.query(async ({ ctx: { aws } }) => {
    const { InstanceInformationList = [] } = await aws.ssm().send(new DescribeInstanceInformationCommand({}));
    return InstanceInformationList.map(({ InstanceId = '' }) => InstanceId);
  }),
  liveSessions: inScope.query(({ ctx: { aws } }) =>
    aws.ssm().send(new DescribeSessionsCommand({ State: 'Active' })),
  ),
  shell: inScope.mutation(({ ctx: { aws } }) =>
    aws.ssm({ retry: 'never' }).send(new StartSessionCommand({ Target: 'i-0123456789abcdef0' })),
  ),
  secret: inScope.mutation(({ ctx: { aws } }) =>
    aws.ssm().send(new GetParameterCommand({ Name: '/test/secret', WithDecryption: true })),
  ),
});

let running: TestConsole;
beforeAll(async () => {
  running = await startTestConsole();
}, 60_000);
afterAll(() => running.stop());

const production = (role: string) => ({ account: '111122223333', region: 'eu-west-1', role });
const admin = { scope: production('QuarterdeckAdministrator') };
const viewer = { scope: production('QuarterdeckViewer') };
// CloudTrail keeps STS's events in us-east-1.
const assumed = async () =>
  (await trailOf(running.emulator, 'AssumeRoleWithWebIdentity', 'us-east-1')).length;
const callerOf = (cookieId: string | null) => room.createCaller(running.contextOf(cookieId));

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TRPCError && error.cause instanceof Problem) return error.cause;
  throw new Error(`not refused with a Problem: ${error}`);
}

describe('a call in a scope', () => {
  test('is made under the person’s own role, and CloudTrail names the person', async () => {
    const ada = callerOf(await running.signIn('ada'));
    expect((await ada.nodes(admin)).length).toBeGreaterThan(5);
    const [event] = await trailOf(running.emulator, 'DescribeInstanceInformation');
    expect(event?.Username).toMatch(/^ada@example\.com=/);
    const { userIdentity } = JSON.parse(event?.CloudTrailEvent ?? '{}');
    expect(userIdentity.arn).toContain('assumed-role/QuarterdeckAdministrator/ada@example.com=');
    expect(userIdentity.sessionContext.sourceIdentity).toBe('ada');
  });

  test('takes the role once, however many calls begin at once', async () => {
    const ada = callerOf(await running.signIn('ada'));
    const before = await assumed();
    await Promise.all(Array.from({ length: 8 }, () => ada.liveSessions(admin)));
    expect((await assumed()) - before).toBe(1);
  });

  test('takes no credentials over from another sign-in of the same person', async () => {
    const before = await assumed();
    await callerOf(await running.signIn('ada')).liveSessions(admin);
    await callerOf(await running.signIn('ada')).liveSessions(admin);
    expect((await assumed()) - before).toBe(2);
  });
});

describe('a role that the config does not grant', () => {
  test.each([
    ['another’s role', production('QuarterdeckAdministrator')],
    ['no role of the config', production('OrganizationAccountAccessRole')],
    ['an account outside the config', { ...production('QuarterdeckViewer'), account: '999999999999' }],
    ['a Region outside the config', { ...production('QuarterdeckViewer'), region: 'eu-central-1' }],
  ])('%s is refused to every operation before STS hears of it', async (_what, scope) => {
    const vic = callerOf(await running.signIn('vic'));
    const before = await assumed();
    for (const call of [vic.nodes, vic.liveSessions, vic.shell, vic.secret]) {
      expect(await problemOf(call({ scope }))).toMatchObject({ code: 'forbidden', facts: { scope } });
    }
    expect(await assumed()).toBe(before);
  });

  test.each([
    ['an account that is no account', { ...production('x'), account: '1111' }],
    ['a Region that is a host', { ...production('x'), region: 'eu-west-1.evil.example/' }],
  ])('%s is no request of ours', async (_what, scope) => {
    const vic = callerOf(await running.signIn('vic'));
    expect(await problemOf(vic.nodes({ scope }))).toMatchObject({ code: 'invalid' });
  });
});

describe('a refusal of AWS', () => {
  test('names action, role and AWS’s request id, and the statement to ask for', async () => {
    const vic = callerOf(await running.signIn('vic'));
    const { code, facts } = await problemOf(vic.shell(viewer));
    expect(code).toBe('forbidden');
    expect(facts).toMatchObject({
      action: 'ssm:StartSession',
      scope: viewer.scope,
      awsCode: 'AccessDeniedException',
    });
    expect(facts.message).toMatch(/^QuarterdeckViewer may not perform ssm:StartSession on arn:/);
    expect(facts.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(facts.policy ?? '{}')).toMatchObject({ Effect: 'Allow', Action: 'ssm:StartSession' });
  });

  test('of a secret names kms:Decrypt and the Deny, and suggests no Allow that could not help', async () => {
    const { url: endpoint, accessKey: credentials } = running.emulator;
    const ssm = new SSMClient({ endpoint, credentials, region: viewer.scope.region });
    await ssm.send(new PutParameterCommand({ Name: '/test/secret', Value: 'geheim', Type: 'SecureString' }));
    const vic = callerOf(await running.signIn('vic'));
    const { code, facts } = await problemOf(vic.secret(viewer));
    expect(code).toBe('forbidden');
    expect(facts.action).toBe('kms:Decrypt');
    expect(facts.policy).toBeUndefined();
    expect(facts.nextStep).toMatch(/Deny/);
  });

  test('of the role itself names the trust policy’s action', async () => {
    const tags = { principal_tags: { Role: ['viewer'] }, transitive_tag_keys: ['Role'] };
    const cookieId = await running.signIn('ada', { 'https://aws.amazon.com/tags': tags });
    const { code, facts } = await problemOf(callerOf(cookieId).nodes(admin));
    expect(code).toBe('forbidden');
    expect(facts.action).toMatch(/^sts:(AssumeRoleWithWebIdentity|TagSession)$/);
    expect(facts.resource).toContain('role/QuarterdeckAdministrator');
  });
});

describe('somebody who is not signed in', () => {
  test.each([
    ['no cookie', async () => null],
    ['a made-up cookie', async () => 'A'.repeat(43)],
    [
      'the cookie of an ended sign-in',
      async () => {
        const cookieId = await running.signIn('ada');
        await running.server.signIns.end((await running.server.signIns.current(cookieId)).id);
        return cookieId;
      },
    ],
    [
      'the hash from the table in place of the id',
      async () => (await running.server.signIns.current(await running.signIn('ada'))).id,
    ],
  ])('%s: nothing is done', async (_what, cookie) => {
    expect(await problemOf(callerOf(await cookie()).nodes(admin))).toMatchObject({ code: 'signed-out' });
  });

  test('an id token that has run out is an expired sign-in', async () => {
    const cookieId = await running.signIn('ada', { exp: Math.floor(Date.now() / 1000) - 1 });
    expect(await problemOf(callerOf(cookieId).nodes(admin))).toMatchObject({ code: 'expired' });
  });
});

test('a page that shows one person does not act as another who signed in beside it', async () => {
  const context = { ...running.contextOf(await running.signIn('ada')), pagePerson: 'olu' };
  expect(await problemOf(room.createCaller(context).nodes(admin))).toMatchObject({ code: 'signed-out' });
});
