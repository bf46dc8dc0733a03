import {
  DescribeInstanceInformationCommand,
  type DescribeInstanceInformationCommandInput,
  DescribeInstancePropertiesCommand,
  type DescribeInstancePropertiesCommandInput,
  GetConnectionStatusCommand,
  paginateDescribeInstanceInformation,
  paginateDescribeInstanceProperties,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeSeed } from '../../../seeds/format/node-seed';
import { plantNode } from '../../../seeds/plant/plant-node';
import { home, linuxNode, seededEmulator } from '../../../seeds/testing/seeded-emulator';
import { connectAgent } from './agent-connections';

const web = 'i-0aaaaaaaaaaaaaaaa';
const hybrid = 'mi-0bbbbbbbbbbbbbbbb';
const silent = 'i-0cccccccccccccccc';
const windows = 'i-0dddddddddddddddd';
const stopped = 'i-0eeeeeeeeeeeeeeee';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;

beforeAll(async () => {
  emulator = await seededEmulator({
    nodes: [
      linuxNode({
        name: 'web-1',
        id: web,
        agent: 'built-in',
        tags: { Environment: 'staging' },
        agentVersion: '3.2.9.0',
      }),
      linuxNode({ name: 'factory-1', id: hybrid, agentVersion: '3.10.1.0' }),
      linuxNode({ name: 'silent-1', id: silent, agent: 'off', lastPing: '3d ago' }),
      linuxNode({
        name: 'report-1',
        id: windows,
        platformType: 'Windows',
        platformName: 'Microsoft Windows Server 2022 Datacenter',
      }),
      linuxNode({ name: 'parked-1', id: stopped, state: 'stopped' }),
    ],
  });
});
afterAll(() => emulator.stop());

const idsOf = (list: { InstanceId?: string }[] | undefined) =>
  (list ?? []).map(({ InstanceId }) => InstanceId).sort();

describe('DescribeInstanceInformation', () => {
  const ask = (input: DescribeInstanceInformationCommandInput) =>
    emulator.ssm.send(new DescribeInstanceInformationCommand(input));

  test('gives every running node with the facts its agent reported', async () => {
    const { InstanceInformationList: list } = await ask({ MaxResults: 50 });
    expect(idsOf(list)).toEqual([web, silent, windows, hybrid].sort());
    expect(list?.find(({ InstanceId }) => InstanceId === hybrid)).toMatchObject({
      ResourceType: 'ManagedInstance',
      Name: 'factory-1',
      PlatformType: 'Linux',
      PingStatus: 'Online',
      SourceType: 'AWS::SSM::ManagedInstance',
      IamRole: 'service-role/QuarterdeckHybridNode',
    });
  });

  test.each([
    ['PingStatus', ['ConnectionLost'], [silent]],
    ['ResourceType', ['ManagedInstance'], [hybrid]],
    ['PlatformType', ['Windows'], [windows]],
    ['PlatformTypes', ['Windows'], [windows]],
    ['tag:Environment', ['staging'], [web]],
    ['tag-key', ['Environment'], [web]],
    ['InstanceIds', [web, 'i-0ffffffffffffffff'], [web]],
  ])('Filters by %s = %j', async (Key, Values, expected) => {
    const { InstanceInformationList } = await ask({ Filters: [{ Key, Values }] });
    expect(idsOf(InstanceInformationList)).toEqual(expected);
  });

  test('the legacy filter list filters as well, and both together are refused', async () => {
    const legacy = [{ key: 'ResourceType' as const, valueSet: ['ManagedInstance'] }];
    expect(idsOf((await ask({ InstanceInformationFilterList: legacy })).InstanceInformationList)).toEqual([
      hybrid,
    ]);
    const both = { InstanceInformationFilterList: legacy, Filters: [{ Key: 'tag-key', Values: ['a'] }] };
    await expect(ask(both)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each([
    [{ Filters: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidFilterKey'],
    [{ Filters: [{ Key: 'PingStatus', Values: ['Sleepy'] }] }, 'InvalidInstanceInformationFilterValue'],
    [{ Filters: [{ Key: 'InstanceIds', Values: ['web-1'] }] }, 'InvalidInstanceId'],
    [{ NextToken: 'made-up' }, 'InvalidNextToken'],
    [{ MaxResults: 4 }, 'ValidationException'],
    [{ MaxResults: 51 }, 'ValidationException'],
  ])('%j is refused with %s', async (input, name) => {
    await expect(ask(input)).rejects.toMatchObject({ name });
  });
});

describe('DescribeInstanceProperties', () => {
  const ask = (input: DescribeInstancePropertiesCommandInput) =>
    emulator.ssm.send(new DescribeInstancePropertiesCommand(input));

  test('gives stopped instances too, with what EC2 knows of them', async () => {
    const { InstanceProperties: list } = await ask({});
    expect(idsOf(list)).toEqual([web, hybrid, silent, windows, stopped].sort());
    expect(list?.find(({ InstanceId }) => InstanceId === stopped)).toMatchObject({
      Name: 'parked-1',
      InstanceState: 'stopped',
      InstanceType: 't3.medium',
      PingStatus: 'ConnectionLost',
    });
  });

  test.each([
    ['AgentVersion', 'LessThan', ['3.3.0.0'], [web]],
    ['AgentVersion', 'GreaterThan', ['3.9.0.0'], [hybrid]],
    ['AgentVersion', 'BeginWith', ['3.1'], [hybrid]],
    ['PlatformName', 'BeginWith', ['Microsoft'], [windows]],
    ['ResourceType', 'NotEqual', ['EC2Instance'], [hybrid]],
    ['tag:Environment', 'Equal', ['staging'], [web]],
    ['InstanceIds', 'BeginWith', ['mi-'], [hybrid]],
  ] as const)('FiltersWithOperator: %s %s %j', async (Key, Operator, Values, expected) => {
    const { InstanceProperties } = await ask({
      FiltersWithOperator: [{ Key, Operator, Values: [...Values] }],
    });
    expect(idsOf(InstanceProperties)).toEqual(expected);
  });

  test.each([
    [{ FiltersWithOperator: [{ Key: 'Colour', Values: ['x'] }] }, 'InvalidFilterKey'],
    [{ FiltersWithOperator: [{ Key: 'PingStatus', Values: ['x'] }] }, 'InvalidInstancePropertyFilterValue'],
    [{ MaxResults: 1001 }, 'ValidationException'],
  ])('%j is refused with %s', async (input, name) => {
    await expect(ask(input)).rejects.toMatchObject({ name });
  });
});

describe('heartbeats', () => {
  test('a node not heard of for five minutes is ConnectionLost, unless it holds a control channel', async () => {
    const own = await seededEmulator({ nodes: [linuxNode({ name: 'web-1', id: web, agent: 'built-in' })] });
    const ping = async () =>
      (await own.ssm.send(new DescribeInstanceInformationCommand({}))).InstanceInformationList?.[0]
        ?.PingStatus;
    own.world.clock.advance(290_000);
    expect(await ping()).toBe('Online');
    own.world.clock.advance(20_000);
    expect(await ping()).toBe('ConnectionLost');
    const disconnect = connectAgent(own.world, home, web);
    own.world.clock.advance(3_600_000);
    expect(await ping()).toBe('Online');
    disconnect();
    own.world.clock.advance(310_000);
    expect(await ping()).toBe('ConnectionLost');
    await own.stop();
  });

  test('GetConnectionStatus follows the control channel; two channels are one connection', async () => {
    const status = async () =>
      (await emulator.ssm.send(new GetConnectionStatusCommand({ Target: web }))).Status;
    expect(await status()).toBe('notconnected');
    const first = connectAgent(emulator.world, home, web);
    const second = connectAgent(emulator.world, home, web);
    first();
    first();
    expect(await status()).toBe('connected');
    second();
    expect(await status()).toBe('notconnected');
  });

  test('a simulated node counts as heard but takes no session', async () => {
    const asked = new GetConnectionStatusCommand({ Target: windows });
    expect(await emulator.ssm.send(asked)).toMatchObject({ Status: 'notconnected', Target: windows });
  });
});

describe('ten thousand generated nodes', () => {
  test('come whole and once each, 1,000 or 50 a page, in the fewest calls', async () => {
    const many = await seededEmulator({ generated: [{ ...home, count: 10_000 }] });
    const pages = [];
    for await (const page of paginateDescribeInstanceProperties({ client: many.ssm, pageSize: 1000 }, {}))
      pages.push(page);
    expect(pages.map((page) => page.InstanceProperties?.length)).toEqual(Array(10).fill(1000));
    expect(new Set(pages.flatMap((page) => idsOf(page.InstanceProperties))).size).toBe(10_000);
    const token = pages[0]?.NextToken;
    const otherListing = new DescribeInstancePropertiesCommand({
      NextToken: token,
      FiltersWithOperator: [{ Key: 'PlatformType', Values: ['Linux'] }],
    });
    await expect(many.ssm.send(otherListing)).rejects.toMatchObject({ name: 'InvalidNextToken' });
    await many.stop();
  });

  test('a node registered between two pages neither doubles nor hides another', async () => {
    const own = await seededEmulator({ generated: [{ ...home, count: 60 }] });
    const seen: (string | undefined)[] = [];
    for await (const page of paginateDescribeInstanceInformation({ client: own.ssm, pageSize: 10 }, {})) {
      seen.push(...idsOf(page.InstanceInformationList));
      if (seen.length === 10)
        plantNode(own.world, nodeSeed.parse(linuxNode({ name: 'first', id: 'i-00000000' })));
    }
    expect(seen.length).toBe(60);
    expect(new Set(seen).size).toBe(60);
    await own.stop();
  });
});
