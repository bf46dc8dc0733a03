import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';

let emulator: TestEmulator;
let keyArn: string;
beforeAll(async () => {
  emulator = await startEmulator();
  const kms = new KMSClient({ ...at(), credentials: emulator.accessKey });
  keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from('top secret') }),
  );
  const vic = new KMSClient({ ...at(), credentials: await credentialsOf(emulator, 'vic') });
  await vic.send(new DescribeKeyCommand({ KeyId: keyArn }));
  await vic.send(new DecryptCommand({ CiphertextBlob })).catch(() => undefined);
});
afterAll(() => emulator.stop());

const at = (region = 'eu-west-1') => ({ endpoint: emulator.url, region, maxAttempts: 1 });

const lookup = async (input: LookupEventsCommandInput = {}, region?: string) =>
  new CloudTrailClient({ ...at(region), credentials: emulator.accessKey }).send(
    new LookupEventsCommand(input),
  );

const by = (
  AttributeKey: 'EventName' | 'Username' | 'ReadOnly' | 'ResourceName' | 'ResourceType',
  AttributeValue: string,
) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

test('an event names the person, their role and their source identity', async () => {
  const { Events = [] } = await lookup(by('EventName', 'DescribeKey'));
  expect(Events[0]).toMatchObject({ Username: 'vic', EventSource: 'kms.amazonaws.com', ReadOnly: 'true' });
  expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toMatchObject({
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/QuarterdeckViewer/vic',
      accountId: '111122223333',
      sessionContext: {
        sourceIdentity: 'vic',
        sessionIssuer: { type: 'Role', userName: 'QuarterdeckViewer' },
        webIdFederationData: { federatedProvider: expect.stringContaining('oidc-provider/') },
      },
    },
    requestParameters: { keyId: keyArn },
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
  });
});

test('a refused call is there too, with its error', async () => {
  const { Events = [] } = await lookup(by('EventName', 'Decrypt'));
  expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toMatchObject({
    errorCode: 'AccessDeniedException',
    errorMessage: expect.stringContaining('kms:Decrypt'),
  });
});

test('secrets are hidden', async () => {
  const { Events = [] } = await lookup(by('EventName', 'Encrypt'));
  const shown = Events[0]?.CloudTrailEvent ?? '';
  expect(JSON.parse(shown).requestParameters.plaintext).toBe('HIDDEN_DUE_TO_SECURITY_REASONS');
  expect(shown).not.toContain(Buffer.from('top secret').toString('base64'));
  const sts = await lookup(by('EventName', 'AssumeRoleWithWebIdentity'), 'us-east-1');
  expect(sts.Events?.[0]?.CloudTrailEvent).not.toMatch(/eyJ[\w-]{20}/);
});

test('STS is global: a sign-in is recorded in us-east-1, in the account of the role', async () => {
  const { Events = [] } = await lookup(by('EventName', 'AssumeRoleWithWebIdentity'), 'us-east-1');
  expect(Events[0]).toMatchObject({
    Username: 'vic',
    Resources: [],
  });
  expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toMatchObject({
    userIdentity: { type: 'WebIdentityUser', userName: 'vic' },
    requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/QuarterdeckViewer' },
  });
});

test.each([
  ['Username', 'vic'],
  ['ReadOnly', 'false'],
  ['ResourceType', 'AWS::KMS::Key'],
] as const)('%s filters', async (key, value) => {
  const { Events = [] } = await lookup(by(key, value));
  expect(Events.length).toBeGreaterThan(0);
  const all = await lookup();
  expect(Events.length).toBeLessThan(all.Events?.length ?? 0);
});

test('the name of a resource finds what was done to it', async () => {
  const { Events = [] } = await lookup(by('ResourceName', keyArn));
  expect(Events.map(({ EventName }) => EventName)).toEqual(['Decrypt', 'DescribeKey', 'Encrypt']);
});

test('pages give every event once, newest first', async () => {
  const filter = by('Username', 'emulator');
  const whole = (await lookup(filter)).Events ?? [];
  const EndTime = whole[0]?.EventTime;
  const ids: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await lookup({ ...filter, EndTime, MaxResults: 1, NextToken });
    expect(page.Events?.length).toBeLessThanOrEqual(1);
    ids.push(...(page.Events ?? []).map(({ EventId }) => EventId));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(new Set(ids).size).toBe(ids.length);
  expect(whole.map(({ EventId }) => EventId).filter((id) => ids.includes(id))).toEqual(ids);
});

test('other Regions and accounts have their own history', async () => {
  expect((await lookup(by('EventName', 'DescribeKey'), 'us-east-1')).Events).toEqual([]);
  const staging = new CloudTrailClient({
    ...at(),
    credentials: await credentialsOf(emulator, 'vic', '444455556666'),
  });
  expect((await staging.send(new LookupEventsCommand(by('EventName', 'DescribeKey')))).Events).toEqual([]);
});

test('times bound the search', async () => {
  const soon = new Date(Date.now() + 60_000);
  expect((await lookup({ StartTime: soon })).Events).toEqual([]);
  expect((await lookup({ EndTime: new Date(Date.now() - 3_600_000) })).Events).toEqual([]);
});

test.each([
  ['InvalidMaxResultsException', { MaxResults: 51 }],
  ['InvalidMaxResultsException', { MaxResults: 0 }],
  ['InvalidNextTokenException', { NextToken: 'made-up' }],
  ['InvalidTimeRangeException', { StartTime: new Date(2_000_000), EndTime: new Date(1_000_000) }],
  [
    'InvalidLookupAttributesException',
    {
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'a' },
        { AttributeKey: 'Username', AttributeValue: 'b' },
      ],
    },
  ],
] as [string, LookupEventsCommandInput][])('%s for %j', async (name, input) => {
  await expect(lookup(input)).rejects.toMatchObject({ name });
});
