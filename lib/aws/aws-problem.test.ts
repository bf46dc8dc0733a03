import { GetParameterCommand, PutParameterCommand, StartSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from '@/lib/bff/testing/start-console';
import { partitionOf, roleArnOf } from '@/lib/config/partition';
import { codeOfAws } from './aws-codes';
import { awsProblem } from './aws-problem';
import { deniedIn, policyFor } from './refusal';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckAdministrator' };

describe('AWS’s errors as problems', () => {
  let running: TestConsole;
  beforeAll(async () => {
    running = await startTestConsole({ emulator: { seed: 'empty' } });
  }, 60_000);
  afterAll(() => running.stop());

  const adaAws = async () =>
    running.server.aws.inScope(await running.server.signIns.current(await running.signIn('ada')), scope);
  const caught = (call: Promise<unknown>) =>
    call.then(() => Promise.reject(new Error('no error')), awsProblem);

  test('what is not there is not found, and named', async () => {
    const aws = await adaAws();
    const { code, facts } = await caught(aws.ssm().send(new GetParameterCommand({ Name: '/none' })));
    expect(code).toBe('not-found');
    expect(facts).toMatchObject({
      action: 'ssm:GetParameter',
      resource: '/none',
      scope,
      awsCode: 'ParameterNotFound',
    });
  });

  test('what exists already is a conflict', async () => {
    const aws = await adaAws();
    const put = () =>
      aws
        .ssm()
        .send(new PutParameterCommand({ Name: '/twice', Value: 'x', Type: 'String', Overwrite: false }));
    await put();
    expect((await caught(put())).code).toBe('conflict');
  });

  test('a node that is not connected is unavailable, in AWS’s own words', async () => {
    const aws = await adaAws();
    const start = aws
      .ssm({ retry: 'never' })
      .send(new StartSessionCommand({ Target: 'i-0123456789abcdef0' }));
    const { code, facts } = await caught(start);
    expect(code).toBe('unavailable');
    expect(facts).toMatchObject({ awsCode: 'TargetNotConnected', resource: 'i-0123456789abcdef0' });
  });
});

describe('an AWS that cannot be reached', () => {
  test('is said to be so, after one try where a repeat could open a second shell', async () => {
    const running = await startTestConsole({ emulator: { seed: 'empty' } });
    try {
      const cookieId = await running.signIn('ada');
      const aws = running.server.aws.inScope(await running.server.signIns.current(cookieId), scope);
      await aws
        .ssm()
        .send(new GetParameterCommand({ Name: '/none' }))
        .catch(() => {});
      await running.emulator.stop();
      const error: unknown = await aws
        .ssm({ retry: 'never' })
        .send(new StartSessionCommand({ Target: 'i-0123456789abcdef0' }))
        .catch((thrown: unknown) => thrown);
      expect(awsProblem(error)).toMatchObject({ code: 'unavailable', facts: { action: 'ssm:StartSession' } });
      expect(error).toMatchObject({ $metadata: { attempts: 1 } });
    } finally {
      await running.server.close();
    }
  }, 60_000);
});

test('unknown names of errors are AWS’s failure, never a guess', () => {
  expect(codeOfAws('SomethingNewException')).toBe('upstream');
  expect(codeOfAws('constructor')).toBe('upstream');
  expect(codeOfAws('ThrottlingException')).toBe('throttled');
});

describe('AWS’s words of a refusal', () => {
  test.each([
    [
      'User: arn:aws:sts::1:assumed-role/V/vic is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k with an explicit deny in an identity-based policy',
      { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:1:key/k', explicit: true },
    ],
    [
      'User: x is not authorized to perform: ssm:StartSession on resource: arn:aws:ec2:eu-west-1:1:instance/i-1 because no identity-based policy allows the ssm:StartSession action',
      { action: 'ssm:StartSession', resource: 'arn:aws:ec2:eu-west-1:1:instance/i-1', explicit: false },
    ],
    [
      'You are not authorized to perform this operation.',
      { action: undefined, resource: undefined, explicit: false },
    ],
  ])('%s', (message, expected) => {
    expect(deniedIn(message)).toEqual(expected);
  });

  test('make a statement for exactly that, or for everything where AWS named nothing', () => {
    expect(JSON.parse(policyFor('kms:Decrypt', 'arn:aws-cn:kms:cn-north-1:1:key/k'))).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:aws-cn:kms:cn-north-1:1:key/k',
    });
    expect(JSON.parse(policyFor('ssm:DescribeSessions', undefined)).Resource).toBe('*');
  });
});

test.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
])('a role in %s is of the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  expect(roleArnOf(region, '111122223333', 'ops/Viewer')).toBe(
    ['arn', partition, 'iam:', '111122223333', 'role/ops/Viewer'].join(':'),
  );
});
