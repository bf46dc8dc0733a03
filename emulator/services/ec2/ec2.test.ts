import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  paginateDescribeInstances,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linuxNode, seededEmulator } from '../../seeds/testing/seeded-emulator';

const web = 'i-0aaaaaaaaaaaaaaaa';
const db = 'i-0bbbbbbbbbbbbbbbb';
const parked = 'i-0cccccccccccccccc';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;

beforeAll(async () => {
  emulator = await seededEmulator({
    nodes: [
      linuxNode({
        name: 'web-1',
        id: web,
        ipAddress: '10.0.0.7',
        tags: { Environment: 'staging', 'Patch Group': 'web & more <1>' },
      }),
      linuxNode({
        name: 'db-1',
        id: db,
        architecture: 'arm64',
        instanceType: 'r7g.large',
        tags: { Environment: 'production' },
      }),
      linuxNode({ name: 'parked-1', id: parked, state: 'stopped' }),
      linuxNode({ name: 'factory-1', kind: 'hybrid' }),
    ],
  });
});
afterAll(() => emulator.stop());

const list = async (input: DescribeInstancesCommandInput) => {
  const { Reservations } = await emulator.ec2.send(new DescribeInstancesCommand(input));
  return (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
};
const idsOf = async (input: DescribeInstancesCommandInput) =>
  (await list(input)).map(({ InstanceId }) => InstanceId);

describe('DescribeInstances', () => {
  test('gives instances, not hybrid nodes, with their facts and tags', async () => {
    const all = await list({});
    expect(all.map(({ InstanceId }) => InstanceId)).toEqual([web, db, parked]);
    expect(all[0]).toMatchObject({
      PrivateIpAddress: '10.0.0.7',
      PrivateDnsName: 'ip-10-0-0-7.eu-west-1.compute.internal',
      State: { Name: 'running', Code: 16 },
      LaunchTime: expect.any(Date),
      Architecture: 'x86_64',
      Tags: expect.arrayContaining([{ Key: 'Patch Group', Value: 'web & more <1>' }]),
    });
  });

  test.each([
    ['tag:Name', ['web-*', 'd?-1'], [web, db]],
    ['tag:Name', ['web-\\*'], []],
    ['tag-key', ['Patch Group'], [web]],
    ['instance-state-name', ['stopped'], [parked]],
    ['instance-type', ['r7g.*'], [db]],
    ['architecture', ['arm64'], [db]],
    ['private-ip-address', ['10.0.0.7'], [web]],
    ['instance-id', [db, 'i-0ffffffffffffffff'], [db]],
  ])('filter %s = %j', async (Name, Values, expected) => {
    expect(await idsOf({ Filters: [{ Name, Values }] })).toEqual(expected);
  });

  test('pages through more instances than one answer holds', async () => {
    const many = await seededEmulator({
      generated: [{ account: '111122223333', region: 'eu-west-1', count: 2500 }],
    });
    const ids: (string | undefined)[] = [];
    for await (const page of paginateDescribeInstances({ client: many.ec2, pageSize: 1000 }, {}))
      ids.push(
        ...(page.Reservations ?? []).flatMap((one) =>
          (one.Instances ?? []).map(({ InstanceId }) => InstanceId),
        ),
      );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(2000);
    expect(ids.length).toBeLessThan(2500);
    await many.stop();
  });

  test.each([
    [{ MaxResults: 4 }, 'InvalidParameterValue'],
    [{ MaxResults: 1001 }, 'InvalidParameterValue'],
    [{ MaxResults: 5, InstanceIds: [web] }, 'InvalidParameterCombination'],
    [{ InstanceIds: ['i-nonsense'] }, 'InvalidInstanceID.Malformed'],
    [{ InstanceIds: ['i-0ffffffffffffffff'] }, 'InvalidInstanceID.NotFound'],
    [{ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
    [{ NextToken: 'made-up' }, 'InvalidParameterValue'],
    [{ DryRun: true }, 'DryRunOperation'],
  ])('%j is refused with %s', async (input, name) => {
    await expect(list(input)).rejects.toMatchObject({ name });
  });
});

describe('tags of instances', () => {
  const tagsOf = async (id: string) =>
    Object.fromEntries(
      ((await list({ InstanceIds: [id] }))[0]?.Tags ?? []).map(({ Key, Value }) => [Key, Value]),
    );
  const create = (Key: string, Value: string, ...Resources: string[]) =>
    emulator.ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key, Value }] }));

  test('are set on several instances at once, and deleted by key or by key and value', async () => {
    await create('Team', 'Data', db, parked);
    expect(await tagsOf(parked)).toMatchObject({ Team: 'Data' });
    const remove = (Tags: { Key: string; Value?: string }[]) =>
      emulator.ec2.send(new DeleteTagsCommand({ Resources: [db], Tags }));
    await remove([{ Key: 'Team', Value: 'Other' }]);
    expect(await tagsOf(db)).toMatchObject({ Team: 'Data' });
    await remove([{ Key: 'Team', Value: 'Data' }]);
    expect(await tagsOf(db)).not.toHaveProperty('Team');
    await emulator.ec2.send(new DeleteTagsCommand({ Resources: [parked] }));
    expect(await tagsOf(parked)).toEqual({});
  });

  test.each([
    ['aws:x', web, 'InvalidParameterValue'],
    ['Team', 'vpc-0123456789abcdef0', 'InvalidID'],
    ['Team', 'i-0ffffffffffffffff', 'InvalidInstanceID.NotFound'],
  ])('key %s on %s is refused with %s', async (key, resource, name) => {
    await expect(create(key, 'v', resource)).rejects.toMatchObject({ name });
  });

  test('an operator cannot move a production instance into staging, by any road', async () => {
    const { ec2 } = await emulator.as('olu');
    const tag = { Key: 'Environment', Value: 'staging' };
    const roads: (() => Promise<unknown>)[] = [
      () => ec2.send(new CreateTagsCommand({ Resources: [db], Tags: [tag] })),
      () => ec2.send(new CreateTagsCommand({ Resources: [db], Tags: [{ ...tag, Key: 'environment' }] })),
      () => ec2.send(new DeleteTagsCommand({ Resources: [db], Tags: [{ Key: 'Environment' }] })),
      () => ec2.send(new DeleteTagsCommand({ Resources: [db] })),
    ];
    for (const road of roads) await expect(road()).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
    expect(await tagsOf(db)).toMatchObject({ Environment: 'production' });
    await ec2.send(new CreateTagsCommand({ Resources: [db], Tags: [{ Key: 'Note', Value: 'seen' }] }));
    expect(await tagsOf(db)).toMatchObject({ Note: 'seen' });
    await ec2.send(new DeleteTagsCommand({ Resources: [db], Tags: [{ Key: 'Note' }] }));
    expect(await tagsOf(db)).not.toHaveProperty('Note');
  });
});
