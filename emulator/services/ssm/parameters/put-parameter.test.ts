import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededEmulator } from '../../../seeds/testing/seeded-emulator';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeAll(async () => {
  emulator = await seededEmulator();
});
afterAll(() => emulator.stop());

const put = (input: Partial<PutParameterCommandInput> & { Name: string }) =>
  emulator.ssm.send(new PutParameterCommand({ Value: 'v', Type: 'String', ...input }));
const get = async (Name: string) => (await emulator.ssm.send(new GetParameterCommand({ Name }))).Parameter;
const described = async (Name: string) =>
  (
    await emulator.ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [Name] }] }),
    )
  ).Parameters?.[0];

describe('a new parameter', () => {
  test('is version 1, written by the caller, and read as it was written', async () => {
    const answer = await put({
      Name: '/new/one',
      Value: 'hello',
      Description: 'greeting',
      Tags: [{ Key: 'Team', Value: 'A' }],
    });
    expect(answer).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await get('/new/one')).toMatchObject({
      ARN: 'arn:aws:ssm:eu-west-1:111122223333:parameter/new/one',
      DataType: 'text',
      Type: 'String',
      Value: 'hello',
      Version: 1,
    });
    expect(await described('/new/one')).toMatchObject({
      Description: 'greeting',
      LastModifiedUser: expect.stringMatching(/^arn:aws:iam::111122223333:user\//),
    });
    const tags = new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: '/new/one' });
    expect((await emulator.ssm.send(tags)).TagList).toEqual([{ Key: 'Team', Value: 'A' }]);
  });

  test('spaces around a name are taken off, spaces inside refused', async () => {
    await put({ Name: '  /new/spaced ' });
    expect(await get('/new/spaced')).toMatchObject({ Version: 1 });
    await expect(put({ Name: '/new/sp aced' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each([
    ['aws-thing', 'AccessDeniedException'],
    ['/AWS/service', 'AccessDeniedException'],
    ['ssm-thing', 'ValidationException'],
    ['/SSM/x', 'ValidationException'],
    ['a/b', 'ValidationException'],
    ['/a//b', 'ValidationException'],
    ['/a:b', 'ValidationException'],
    [`/${Array(16).fill('x').join('/')}`, 'HierarchyLevelLimitExceededException'],
    [`/${'x'.repeat(1011)}`, 'ValidationException'],
  ])('name %s is refused with %s', async (Name, name) => {
    await expect(put({ Name })).rejects.toMatchObject({ name });
  });

  test('fifteen levels and 1011 characters with the ARN are allowed', async () => {
    await put({ Name: `/${Array(15).fill('x').join('/')}` });
    const prefix = 'arn:aws:ssm:eu-west-1:111122223333:parameter/'.length;
    await put({ Name: `/${'y'.repeat(1011 - prefix)}` });
    await expect(put({ Name: `/${'y'.repeat(1012 - prefix)}` })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test.each([
    [{ Type: undefined }, 'ValidationException'],
    [{ Value: '' }, 'ValidationException'],
    [{ Value: '{{ssm:other}}' }, 'ValidationException'],
    [{ DataType: 'number' }, 'ValidationException'],
    [{ KeyId: 'alias/aws/ssm' }, 'ValidationException'],
    [{ Type: 'SecureString' as const, KeyId: 'alias/none' }, 'InvalidKeyId'],
    [{ AllowedPattern: '\\d+', Value: 'x1' }, 'ParameterPatternMismatchException'],
    [{ AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    [{ Tags: [{ Key: 'aws:x', Value: '' }] }, 'ValidationException'],
  ])('%j is refused with %s', async (over, name) => {
    await expect(put({ Name: '/refused', ...over })).rejects.toMatchObject({ name });
    await expect(get('/refused')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });
});

describe('an existing parameter', () => {
  test('is only changed with Overwrite, each time under the next version', async () => {
    await put({ Name: '/old' });
    await expect(put({ Name: '/old' })).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    expect(await put({ Name: '/old', Overwrite: true, Value: 'w', Type: undefined })).toMatchObject({
      Version: 2,
    });
    expect(await get('/old')).toMatchObject({ Value: 'w', Version: 2 });
  });

  test('keeps type, description and data type unless told otherwise; its type cannot change', async () => {
    await put({ Name: '/kept', Description: 'why' });
    await put({ Name: '/kept', Overwrite: true, Type: undefined, Value: 'w' });
    expect(await described('/kept')).toMatchObject({ Description: 'why', Type: 'String' });
    const other = put({ Name: '/kept', Overwrite: true, Type: 'SecureString' });
    await expect(other).rejects.toMatchObject({ name: 'HierarchyTypeMismatchException' });
  });

  test('takes no tags along with Overwrite', async () => {
    const both = put({ Name: '/tagged', Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] });
    await expect(both).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('keeps a hundred versions; a labelled oldest one stops the next', async () => {
    const Name = '/many';
    await put({ Name });
    for (let version = 2; version <= 101; version += 1)
      await put({ Name, Overwrite: true, Value: `${version}` });
    const history = new GetParameterHistoryCommand({ Name, MaxResults: 50 });
    expect((await emulator.ssm.send(history)).Parameters?.[0]).toMatchObject({ Version: 2 });
    await emulator.ssm.send(
      new LabelParameterVersionCommand({ Name, ParameterVersion: 2, Labels: ['held'] }),
    );
    await expect(put({ Name, Overwrite: true })).rejects.toMatchObject({
      name: 'ParameterMaxVersionLimitExceeded',
    });
    await emulator.ssm.send(
      new LabelParameterVersionCommand({ Name, ParameterVersion: 101, Labels: ['held'] }),
    );
    expect(await put({ Name, Overwrite: true })).toMatchObject({ Version: 102 });
  });
});

describe('tiers', () => {
  test('4 KB are Standard, up to 8 KB Advanced, by choice or by Intelligent-Tiering', async () => {
    const [small, large] = ['x'.repeat(4096), 'x'.repeat(4097)];
    expect(await put({ Name: '/t/a', Value: small })).toMatchObject({ Tier: 'Standard' });
    await expect(put({ Name: '/t/b', Value: large })).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await put({ Name: '/t/b', Value: large, Tier: 'Advanced' })).toMatchObject({ Tier: 'Advanced' });
    expect(await put({ Name: '/t/c', Value: small, Tier: 'Intelligent-Tiering' })).toMatchObject({
      Tier: 'Standard',
    });
    expect(await put({ Name: '/t/d', Value: large, Tier: 'Intelligent-Tiering' })).toMatchObject({
      Tier: 'Advanced',
    });
    await expect(put({ Name: '/t/e', Value: 'x'.repeat(8193), Tier: 'Advanced' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    // Bytes count, not characters.
    await expect(put({ Name: '/t/f', Value: 'é'.repeat(2049) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('Advanced never goes back, and stays where nothing is said', async () => {
    await put({ Name: '/t/up', Tier: 'Advanced' });
    expect(await put({ Name: '/t/up', Overwrite: true })).toMatchObject({ Tier: 'Advanced' });
    const back = put({ Name: '/t/up', Overwrite: true, Tier: 'Standard' });
    await expect(back).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('policies', () => {
  const expires = (Timestamp: string) => ({ Type: 'Expiration', Version: '1.0', Attributes: { Timestamp } });
  const policies = (...list: unknown[]) => ({ Tier: 'Advanced' as const, Policies: JSON.stringify(list) });

  test('an expired parameter is gone, when world time says so', async () => {
    const own = await seededEmulator();
    const soon = new Date(own.world.clock.now() + 3_600_000).toISOString();
    await own.ssm.send(
      new PutParameterCommand({ Name: '/brief', Value: '1', Type: 'String', ...policies(expires(soon)) }),
    );
    own.world.clock.advance(3_599_000);
    await own.ssm.send(new GetParameterCommand({ Name: '/brief' }));
    own.world.clock.advance(2_000);
    const late = own.ssm.send(new GetParameterCommand({ Name: '/brief' }));
    await expect(late).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await own.stop();
  });

  test('are shown, outlast overwriting, and are taken off by an empty list', async () => {
    const notify = {
      Type: 'NoChangeNotification',
      Version: '1.0',
      Attributes: { After: '20', Unit: 'Days' },
    };
    await put({ Name: '/p', ...policies(expires('2099-01-01T00:00:00Z'), notify) });
    await put({ Name: '/p', Overwrite: true });
    expect((await described('/p'))?.Policies).toMatchObject([
      { PolicyType: 'Expiration', PolicyStatus: 'Pending' },
      { PolicyType: 'NoChangeNotification' },
    ]);
    await put({ Name: '/p', Overwrite: true, Policies: '[{}]' });
    expect((await described('/p'))?.Policies).toEqual([]);
  });

  test.each([
    [policies({ Type: 'Rotation', Version: '1.0', Attributes: {} }), 'InvalidPolicyTypeException'],
    [policies(expires('tomorrow')), 'InvalidPolicyAttributeException'],
    [
      policies(expires('2099-01-01T00:00:00Z'), expires('2098-01-01T00:00:00Z')),
      'IncompatiblePolicyException',
    ],
    [policies(...Array(11).fill(expires('2099-01-01T00:00:00Z'))), 'PoliciesLimitExceededException'],
    [{ Tier: 'Advanced' as const, Policies: '{' }, 'InvalidPolicyAttributeException'],
    [
      { Tier: 'Standard' as const, Policies: JSON.stringify([expires('2099-01-01T00:00:00Z')]) },
      'ValidationException',
    ],
  ])('%j is refused with %s', async (over, name) => {
    await expect(put({ Name: '/p/refused', ...over })).rejects.toMatchObject({ name });
  });
});

test('an operator writes under /staging and nowhere else', async () => {
  const { ssm } = await emulator.as('olu');
  const write = (Name: string) => ssm.send(new PutParameterCommand({ Name, Value: 'v', Type: 'String' }));
  await write('/staging/mine');
  expect((await described('/staging/mine'))?.LastModifiedUser).toBe(
    'arn:aws:sts::111122223333:assumed-role/QuarterdeckOperator/olu',
  );
  await expect(write('/prod/theirs')).rejects.toThrow(/olu.*ssm:PutParameter.*parameter\/prod\/theirs/);
});
