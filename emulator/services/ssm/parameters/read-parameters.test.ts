import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  type DescribeParametersCommandInput,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  type GetParametersByPathCommandInput,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  paginateDescribeParameters,
  paginateGetParametersByPath,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParameterSeedInput } from '../../../seeds/format/parameter-seed';
import { home, seededEmulator } from '../../../seeds/testing/seeded-emulator';

const parameter = (name: string, over: Partial<ParameterSeedInput> = {}): ParameterSeedInput => ({
  ...home,
  name,
  versions: [{ value: `value of ${name}` }],
  ...over,
});

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeAll(async () => {
  emulator = await seededEmulator({
    parameters: [
      parameter('/app/db/host', { tags: { Team: 'Data' } }),
      parameter('/app/db/password', {
        type: 'SecureString',
        versions: [{ value: 'first' }, { value: 'second', labels: ['live'] }],
      }),
      parameter('/app/name', {
        versions: [{ value: 'a', labels: ['prod'] }, { value: 'b' }, { value: 'c' }],
      }),
      parameter('/application', { type: 'StringList', tier: 'Advanced', versions: [{ value: 'x,y' }] }),
      parameter('plain'),
      ...Array.from({ length: 23 }, (_, index) => parameter(`/many/p${String(index).padStart(2, '0')}`)),
    ],
  });
});
afterAll(() => emulator.stop());

const get = async (Name: string, WithDecryption = false) =>
  (await emulator.ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe('GetParameter', () => {
  test.each([
    ['/app/name', 'c', undefined],
    ['/app/name:2', 'b', ':2'],
    ['/app/name:prod', 'a', ':prod'],
    ['arn:aws:ssm:eu-west-1:111122223333:parameter/app/name', 'c', undefined],
    ['arn:aws:ssm:eu-west-1:111122223333:parameter/app/name:prod', 'a', ':prod'],
    ['arn:aws:ssm:eu-west-1:111122223333:parameter/plain', 'value of plain', undefined],
  ])('%s', async (name, value, selector) => {
    expect(await get(name)).toMatchObject({ Value: value });
    expect((await get(name))?.Selector).toBe(selector);
  });

  test.each([
    ['/none', 'ParameterNotFound'],
    ['/app', 'ParameterNotFound'],
    ['/app/name:9', 'ParameterVersionNotFound'],
    ['/app/name:beta', 'ParameterVersionNotFound'],
    ['/app/name:1:2', 'ValidationException'],
    ['{app}', 'ValidationException'],
  ])('%s is refused with %s', async (name, error) => {
    await expect(get(name)).rejects.toMatchObject({ name: error });
  });

  test('a SecureString is ciphertext unless decryption is asked', async () => {
    expect(await get('/app/db/password', true)).toMatchObject({ Value: 'second', Type: 'SecureString' });
    expect(await get('/app/db/password:1', true)).toMatchObject({ Value: 'first' });
    const sealed = (await get('/app/db/password'))?.Value ?? '';
    expect(sealed).not.toContain('second');
    expect(Buffer.from(sealed, 'base64').length).toBeGreaterThan(40);
  });

  test('a viewer reads, but every way to the plain text is refused, naming kms:Decrypt', async () => {
    const { ssm } = await emulator.as('vic');
    const Name = '/app/db/password';
    const readable = await ssm.send(new GetParameterCommand({ Name }));
    expect(readable.Parameter?.Value).not.toBe('second');
    await ssm.send(new GetParameterCommand({ Name: '/app/db/host', WithDecryption: true }));
    const roads: (() => Promise<unknown>)[] = [
      () => ssm.send(new GetParameterCommand({ Name, WithDecryption: true })),
      () => ssm.send(new GetParametersCommand({ Names: ['/app/name', Name], WithDecryption: true })),
      () => ssm.send(new GetParameterHistoryCommand({ Name, WithDecryption: true })),
      () => ssm.send(new GetParametersByPathCommand({ Path: '/app', Recursive: true, WithDecryption: true })),
    ];
    for (const road of roads) await expect(road()).rejects.toThrow(/vic.*kms:Decrypt/);
  });
});

test('GetParameters gives what is there in the order of names, and names what is not', async () => {
  const Names = ['plain', '/app/name:1', '/none', '/app/db/host', '/app/name:99'];
  const answer = await emulator.ssm.send(new GetParametersCommand({ Names }));
  expect(answer.Parameters?.map(({ Name, Value }) => [Name, Value])).toEqual([
    ['/app/db/host', 'value of /app/db/host'],
    ['/app/name', 'a'],
    ['plain', 'value of plain'],
  ]);
  expect(answer.InvalidParameters?.sort()).toEqual(['/app/name:99', '/none']);
  const eleven = new GetParametersCommand({ Names: Array.from({ length: 11 }, (_, index) => `p${index}`) });
  await expect(emulator.ssm.send(eleven)).rejects.toMatchObject({ name: 'ValidationException' });
});

describe('GetParametersByPath', () => {
  const names = async (input: GetParametersByPathCommandInput) =>
    (await emulator.ssm.send(new GetParametersByPathCommand(input))).Parameters?.map(({ Name }) => Name);

  test('one level unless recursive; a path is not a prefix of names', async () => {
    expect(await names({ Path: '/app' })).toEqual(['/app/name']);
    expect(await names({ Path: '/app/', Recursive: true })).toEqual([
      '/app/db/host',
      '/app/db/password',
      '/app/name',
    ]);
    expect(await names({ Path: '/' })).toEqual(['/application', 'plain']);
    expect(await names({ Path: '/app/db/host' })).toEqual([]);
  });

  test('filters by type and label; a label gives the labelled version', async () => {
    const typed = {
      Path: '/app',
      Recursive: true,
      ParameterFilters: [{ Key: 'Type', Values: ['SecureString'] }],
    };
    expect(await names(typed)).toEqual(['/app/db/password']);
    const labelled = { Path: '/app', ParameterFilters: [{ Key: 'Label', Values: ['prod'] }] };
    const answer = await emulator.ssm.send(new GetParametersByPathCommand(labelled));
    expect(answer.Parameters).toMatchObject([{ Name: '/app/name', Value: 'a', Version: 1 }]);
  });

  test('pages of at most ten come whole and once each', async () => {
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateGetParametersByPath({ client: emulator.ssm }, { Path: '/many' }))
      sizes.push(page.Parameters?.length);
    expect(sizes).toEqual([10, 10, 3]);
  });

  test.each([
    [{ Path: 'app' }, 'ValidationException'],
    [{ Path: '/app', MaxResults: 11 }, 'ValidationException'],
    [{ Path: '/app', NextToken: 'x' }, 'InvalidNextToken'],
    [{ Path: '/app', ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }, 'InvalidFilterKey'],
    [
      { Path: '/app', ParameterFilters: [{ Key: 'Label', Option: 'BeginsWith', Values: ['x'] }] },
      'InvalidFilterOption',
    ],
  ])('%j is refused with %s', async (input, name) => {
    await expect(names(input)).rejects.toMatchObject({ name });
  });

  test('a token of one path is none of another', async () => {
    const first = await emulator.ssm.send(new GetParametersByPathCommand({ Path: '/many' }));
    await expect(names({ Path: '/app', NextToken: first.NextToken })).rejects.toMatchObject({
      name: 'InvalidNextToken',
    });
  });

  test('an operator lists /staging and is refused the root', async () => {
    const { ssm } = await emulator.as('olu');
    await ssm.send(new GetParametersByPathCommand({ Path: '/staging/', Recursive: true }));
    const root = ssm.send(new GetParametersByPathCommand({ Path: '/', Recursive: true }));
    await expect(root).rejects.toThrow(/ssm:GetParametersByPath/);
  });
});

describe('DescribeParameters', () => {
  const names = async (input: DescribeParametersCommandInput) =>
    (await emulator.ssm.send(new DescribeParametersCommand({ MaxResults: 50, ...input }))).Parameters?.map(
      ({ Name }) => Name,
    );

  test.each([
    [{ Key: 'Name', Values: ['/app/name'] }, ['/app/name']],
    [
      { Key: 'Name', Option: 'BeginsWith', Values: ['/app/'] },
      ['/app/db/host', '/app/db/password', '/app/name'],
    ],
    [{ Key: 'Name', Option: 'Contains', Values: ['pass', 'plai'] }, ['/app/db/password', 'plain']],
    [{ Key: 'Path', Values: ['/app'] }, ['/app/name']],
    [
      { Key: 'Path', Option: 'Recursive', Values: ['/app'] },
      ['/app/db/host', '/app/db/password', '/app/name'],
    ],
    [{ Key: 'Type', Values: ['StringList', 'SecureString'] }, ['/app/db/password', '/application']],
    [{ Key: 'Tier', Values: ['Advanced'] }, ['/application']],
    [{ Key: 'KeyId', Values: ['alias/aws/ssm'] }, ['/app/db/password']],
    [{ Key: 'KeyId', Option: 'BeginsWith', Values: ['alias/'] }, ['/app/db/password']],
    [{ Key: 'tag:Team', Values: ['Data'] }, ['/app/db/host']],
    [{ Key: 'tag:Team' }, ['/app/db/host']],
  ])('%j', async (filter, expected) => {
    expect(await names({ ParameterFilters: [filter] })).toEqual(expected);
  });

  test('all filters must pass; the deprecated ones match beginnings of names', async () => {
    const both = [
      { Key: 'Path', Option: 'Recursive', Values: ['/app'] },
      { Key: 'Type', Values: ['String'] },
    ];
    expect(await names({ ParameterFilters: both })).toEqual(['/app/db/host', '/app/name']);
    expect(await names({ Filters: [{ Key: 'Name', Values: ['/app/d'] }] })).toEqual([
      '/app/db/host',
      '/app/db/password',
    ]);
  });

  test('never shows a value', async () => {
    const { Parameters } = await emulator.ssm.send(new DescribeParametersCommand({ MaxResults: 50 }));
    expect(JSON.stringify(Parameters)).not.toContain('value of');
  });

  test('pages of up to fifty', async () => {
    const seen: (string | undefined)[] = [];
    for await (const page of paginateDescribeParameters({ client: emulator.ssm, pageSize: 9 }, {}))
      seen.push(...(page.Parameters ?? []).map(({ Name }) => Name));
    expect(seen.length).toBe(28);
    expect(new Set(seen).size).toBe(28);
  });

  test.each([
    [{ ParameterFilters: [{ Key: 'Label', Values: ['x'] }] }, 'InvalidFilterKey'],
    [{ ParameterFilters: [{ Key: 'Colour', Values: ['x'] }] }, 'ValidationException'],
    [{ ParameterFilters: [{ Key: 'Type', Option: 'Contains', Values: ['S'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Path', Option: 'Equals', Values: ['/a'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Type', Values: ['Number'] }] }, 'InvalidFilterValue'],
    [{ ParameterFilters: [{ Key: 'Name' }] }, 'InvalidFilterValue'],
    [{ ParameterFilters: [{ Key: 'Path', Values: ['app'] }] }, 'ValidationException'],
    [
      {
        ParameterFilters: [
          { Key: 'Name', Values: ['a'] },
          { Key: 'Name', Values: ['b'] },
        ],
      },
      'InvalidFilterKey',
    ],
    [
      {
        ParameterFilters: [{ Key: 'Name', Values: ['a'] }],
        Filters: [{ Key: 'Name' as const, Values: ['a'] }],
      },
      'ValidationException',
    ],
    [{ MaxResults: 51 }, 'ValidationException'],
    [{ NextToken: 'x' }, 'InvalidNextToken'],
  ])('%j is refused with %s', async (input, name) => {
    await expect(names(input)).rejects.toMatchObject({ name });
  });
});

describe('history and labels', () => {
  const Name = '/labels';
  const label = (Labels: string[], ParameterVersion?: number) =>
    emulator.ssm.send(new LabelParameterVersionCommand({ Name, Labels, ParameterVersion }));
  const labels = async () => {
    const { Parameters } = await emulator.ssm.send(new GetParameterHistoryCommand({ Name }));
    return Parameters?.map((one) => one.Labels);
  };

  beforeAll(async () => {
    await emulator.ssm.send(new PutParameterCommand({ Name, Value: '1', Type: 'String' }));
    await emulator.ssm.send(new PutParameterCommand({ Name, Value: '2', Overwrite: true }));
  });

  test('history is oldest first, with values, writers and labels', async () => {
    const { Parameters } = await emulator.ssm.send(new GetParameterHistoryCommand({ Name }));
    expect(Parameters).toMatchObject([
      { Version: 1, Value: '1', LastModifiedUser: expect.stringContaining('arn:aws:') },
      { Version: 2, Value: '2' },
    ]);
    const page = await emulator.ssm.send(new GetParameterHistoryCommand({ Name, MaxResults: 1 }));
    const next = new GetParameterHistoryCommand({ Name, NextToken: page.NextToken });
    expect((await emulator.ssm.send(next)).Parameters).toMatchObject([{ Version: 2 }]);
  });

  test('a label sits on one version at a time and moves when put again', async () => {
    expect(await label(['live'], 1)).toMatchObject({ ParameterVersion: 1, InvalidLabels: [] });
    expect(await get(`${Name}:live`)).toMatchObject({ Value: '1' });
    expect(await label(['live'])).toMatchObject({ ParameterVersion: 2 });
    expect(await labels()).toEqual([[], ['live']]);
  });

  test.each(['1st', 'aws-x', 'SSMx', 'a b', 'a/b'])('%s is no label, and is said so', async (wrong) => {
    expect((await label([wrong, 'fine'], 1)).InvalidLabels).toEqual([wrong]);
    expect(await labels()).toEqual([['fine'], ['live']]);
  });

  test('ten labels to a version', async () => {
    await label(['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9'], 1);
    await expect(label(['b10'], 1)).rejects.toMatchObject({ name: 'ParameterVersionLabelLimitExceeded' });
    await expect(label(['x'], 7)).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
    await expect(
      emulator.ssm.send(new LabelParameterVersionCommand({ Name: '/none', Labels: ['x'] })),
    ).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  test('labels are taken off the version named', async () => {
    const off = new UnlabelParameterVersionCommand({ Name, ParameterVersion: 2, Labels: ['live', 'fine'] });
    expect(await emulator.ssm.send(off)).toMatchObject({ RemovedLabels: ['live'], InvalidLabels: ['fine'] });
    await expect(get(`${Name}:live`)).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  });
});

describe('deleting', () => {
  test('takes history and version numbers along', async () => {
    const Name = '/gone';
    const put = () => emulator.ssm.send(new PutParameterCommand({ Name, Value: '1', Type: 'String' }));
    await put();
    await emulator.ssm.send(new DeleteParameterCommand({ Name }));
    await expect(get(Name)).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await expect(emulator.ssm.send(new DeleteParameterCommand({ Name }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    expect(await put()).toMatchObject({ Version: 1 });
    const several = new DeleteParametersCommand({ Names: [Name, '/none'] });
    expect(await emulator.ssm.send(several)).toMatchObject({
      DeletedParameters: [Name],
      InvalidParameters: ['/none'],
    });
  });
});
