import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryCredential } from '../../auth/credential';
import { encodeAuthorizationMessage } from '../../server/authorization-message';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';
import { Clock } from '../../world/clock';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const sts = (credentials: Keys) =>
  new STSClient({ endpoint: emulator.url, region: 'eu-west-1', maxAttempts: 1, credentials });

const stagingOperator = 'arn:aws:iam::444455556666:role/QuarterdeckOperator';

const assume = (keys: Keys, over: Partial<AssumeRoleCommandInput> = {}) =>
  sts(keys).send(new AssumeRoleCommand({ RoleArn: stagingOperator, RoleSessionName: 'ada', ...over }));

test('a chained role carries transitive tags and the source identity along', async () => {
  const { Credentials, SourceIdentity, AssumedRoleUser } = await assume(await credentialsOf(emulator, 'ada'));
  expect(SourceIdentity).toBe('ada');
  expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::444455556666:assumed-role/QuarterdeckOperator/ada');
  const kept = temporaryCredential(emulator.world, Credentials?.AccessKeyId ?? '')?.caller;
  expect(kept?.tags.get('Role')).toBe('administrator');
  expect(kept?.transitiveTagKeys).toEqual(['Team', 'Role']);
});

test('a transitive tag and a source identity cannot be set anew', async () => {
  const ada = await credentialsOf(emulator, 'ada');
  await expect(assume(ada, { Tags: [{ Key: 'role', Value: 'viewer' }] })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  await expect(assume(ada, { SourceIdentity: 'olu' })).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('sts:SetSourceIdentity'),
  });
});

test('a chained session lasts an hour at most', async () => {
  await expect(assume(await credentialsOf(emulator, 'ada'), { DurationSeconds: 3601 })).rejects.toMatchObject(
    { message: expect.stringContaining('role chaining') },
  );
});

test('a viewer may not take a role, and is told which action on which resource', async () => {
  await expect(assume(await credentialsOf(emulator, 'vic'))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic is not authorized to perform: sts:AssumeRole on resource: ${stagingOperator} because no resource-based policy allows the sts:AssumeRole action`,
  });
});

test('the full-access key may try every role of both accounts out', async () => {
  const { Credentials } = await assume(emulator.accessKey, { RoleSessionName: 'cli' });
  const me = await sts({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }).send(new GetCallerIdentityCommand({}));
  expect(me.Account).toBe('444455556666');
});

test('a session policy narrows and never widens', async () => {
  const narrow = await assume(emulator.accessKey, {
    RoleArn: 'arn:aws:iam::111122223333:role/QuarterdeckViewer',
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'ssm:*'], Resource: '*' }],
    }),
  });
  const keys = {
    accessKeyId: narrow.Credentials?.AccessKeyId ?? '',
    secretAccessKey: narrow.Credentials?.SecretAccessKey ?? '',
    sessionToken: narrow.Credentials?.SessionToken ?? '',
  };
  await expect(
    sts(keys).send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' })),
  ).rejects.toMatchObject({ message: expect.stringContaining('no session policy allows') });
});

test('keys end when they say: an expired token is ExpiredToken in STS', async () => {
  let laterMs = 0;
  const clock = new Clock(() => Date.now() + laterMs);
  const brief = await startEmulator({ env: { EMULATOR_STS_SECONDS: '300' }, clock });
  try {
    const credentials = await credentialsOf(brief, 'vic');
    const client = new STSClient({ endpoint: brief.url, region: 'eu-west-1', maxAttempts: 1, credentials });
    laterMs = 299_000;
    expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
    laterMs = 301_000;
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
      $metadata: { httpStatusCode: 403 },
    });
  } finally {
    await brief.stop();
  }
});

test("EC2's encoded refusal is read by DecodeAuthorizationMessage", async () => {
  const EncodedMessage = encodeAuthorizationMessage(
    emulator.world,
    { action: 'ec2:CreateTags', resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0' },
    {
      kind: 'user',
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/x',
      userId: 'AIDAX',
      accessKeyId: 'AKIAX',
      tags: new Map(),
      transitiveTagKeys: [],
    },
  );
  const { DecodedMessage } = await sts(emulator.accessKey).send(
    new DecodeAuthorizationMessageCommand({ EncodedMessage }),
  );
  expect(JSON.parse(DecodedMessage ?? '')).toMatchObject({
    allowed: false,
    context: { action: 'ec2:CreateTags', principal: { id: 'AIDAX' } },
  });
  await expect(
    sts(emulator.accessKey).send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: `${EncodedMessage.slice(0, -6)}AAAAAA` }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidAuthorizationMessageException' });
});

test('what EC2 has and the emulator has not is named', async () => {
  const ec2 = new EC2Client({
    endpoint: emulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: emulator.accessKey,
  });
  await expect(ec2.send(new TerminateInstancesCommand({ InstanceIds: ['i-0'] }))).rejects.toMatchObject({
    name: 'InvalidAction',
    message: expect.stringContaining('ec2:TerminateInstances'),
  });
});
