import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeInstancePatchStatesCommand,
  DescribeInstancePropertiesCommand,
  GetParameterHistoryCommand,
  type InstanceProperty,
  paginateDescribeInstanceProperties,
  paginateDescribeParameters,
  paginateGetParametersByPath,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentialsOf } from '../testing/sign-in';
import { startEmulator, type TestEmulator } from '../testing/start';
import { Clock } from '../world/clock';
import { Luck } from '../world/luck';
import { demoParameters } from './demo/parameters';
import { parameterSeed } from './format/parameter-seed';
import { readSeedFile } from './format/read-seed-file';
import { places } from './places';

const clientOf = ({ url, accessKey }: TestEmulator, region = 'eu-west-1') =>
  new SSMClient({ endpoint: url, region, credentials: accessKey });

async function nodesOf(client: SSMClient): Promise<InstanceProperty[]> {
  const found: InstanceProperty[] = [];
  for await (const page of paginateDescribeInstanceProperties({ client, pageSize: 1000 }, {}))
    found.push(...(page.InstanceProperties ?? []));
  return found;
}

describe('the demo', () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: 'demo' });
  });
  afterAll(() => emulator.stop());

  test('has about sixty nodes over two accounts and two Regions', async () => {
    const counts = await Promise.all(
      places.map(async ({ account, region }) => {
        const own = new SSMClient({
          endpoint: emulator.url,
          region,
          credentials:
            account === emulator.accessKey.account
              ? emulator.accessKey
              : await credentialsOf(emulator, 'ada', account),
        });
        return (await nodesOf(own)).length;
      }),
    );
    expect(Math.min(...counts)).toBeGreaterThan(5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  test('has every kind of node there is', async () => {
    const nodes = await nodesOf(clientOf(emulator));
    const has = (test: (node: InstanceProperty) => boolean) => expect(nodes.some(test)).toBe(true);
    has(({ PlatformType }) => PlatformType === 'Windows');
    has(({ ResourceType }) => ResourceType === 'ManagedInstance');
    has(({ PingStatus }) => PingStatus === 'ConnectionLost');
    has(({ Architecture }) => Architecture === 'arm64');
  });

  test('is the same world each time', async () => {
    const clock = () => new Clock(() => Date.parse('2026-03-01T00:00:00Z'));
    const worlds = await Promise.all([0, 1].map(() => startEmulator({ seed: 'demo', clock: clock() })));
    const [one, two] = await Promise.all(
      worlds.map((world) =>
        nodesOf(
          new SSMClient({
            endpoint: world.url,
            region: 'eu-west-1',
            credentials: world.accessKey,
            systemClockOffset: Date.parse('2026-03-01T00:00:00Z') - Date.now(),
          }),
        ),
      ),
    );
    expect(one).toEqual(two);
    await Promise.all(worlds.map((world) => world.stop()));
  });

  test('has several hundred parameters per account, of all types, in both tiers, under /prod, /staging and /shared', async () => {
    const found = [];
    for await (const page of paginateDescribeParameters({ client: clientOf(emulator), pageSize: 50 }, {}))
      found.push(...(page.Parameters ?? []));
    expect(found.length).toBeGreaterThanOrEqual(200);
    expect(new Set(found.map(({ Type }) => Type))).toEqual(new Set(['String', 'StringList', 'SecureString']));
    expect(new Set(found.map(({ Tier }) => Tier))).toEqual(new Set(['Standard', 'Advanced']));
    expect(new Set(found.map(({ Name }) => Name?.split('/')[1]))).toEqual(
      new Set(['prod', 'staging', 'shared']),
    );
  });

  test('its secrets are sealed under their own names, and its histories have several writers', async () => {
    const secrets = [];
    const query = {
      Path: '/prod',
      Recursive: true,
      WithDecryption: true,
      ParameterFilters: [{ Key: 'Type', Values: ['SecureString'] }],
    };
    for await (const page of paginateGetParametersByPath({ client: clientOf(emulator) }, query))
      secrets.push(...(page.Parameters ?? []));
    expect(secrets.length).toBeGreaterThan(20);
    const writers = new Set<string | undefined>();
    for (const { Name } of secrets.slice(0, 10)) {
      const history = await clientOf(emulator).send(
        new GetParameterHistoryCommand({ Name, WithDecryption: true }),
      );
      for (const { LastModifiedUser } of history.Parameters ?? []) writers.add(LastModifiedUser);
    }
    expect(writers.size).toBeGreaterThan(2);
  });

  test('its parameters fit the format that seed files are checked by', () => {
    for (const parameter of demoParameters(new Luck(1)))
      expect(parameterSeed.parse(parameter)).toMatchObject(parameter);
  });
});

describe('a seed file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seed-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const written = async (content: unknown) => {
    const path = join(folder, 'seed.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const node = {
    account: '111122223333',
    region: 'eu-west-1',
    name: 'solo-1',
    platformType: 'Linux',
    platformName: 'Ubuntu',
    platformVersion: '22.04',
  };

  test('makes exactly its own world', async () => {
    const emulator = await startEmulator({ seed: await written({ nodes: [node] }) });
    expect(await nodesOf(clientOf(emulator))).toMatchObject([{ Name: 'solo-1', PlatformName: 'Ubuntu' }]);
    await emulator.stop();
  });

  test('can stand on the demo and change one package of one node', async () => {
    const place = { account: '111122223333', region: 'eu-west-1' };
    const missingOn = async (seed: string) => {
      const emulator = await startEmulator({ seed });
      const ssm = clientOf(emulator);
      const filter = { Key: 'tag:Name', Values: ['web-1'] };
      const { InstanceProperties } = await ssm.send(
        new DescribeInstancePropertiesCommand({ FiltersWithOperator: [filter] }),
      );
      const InstanceIds = [InstanceProperties?.[0]?.InstanceId ?? ''];
      const states = await ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds }));
      await emulator.stop();
      return states.InstancePatchStates?.[0]?.MissingCount;
    };
    const change = { ...place, name: 'web-1', packages: { rsync: '3.2.6-1.amzn2023.0.2' } };
    expect(await missingOn('demo')).toBe(0);
    expect(await missingOn(await written({ base: 'demo', changes: [change] }))).toBe(1);
  });

  test.each([
    [{ nodes: [{ ...node, platformType: 'Amiga' }] }, /nodes\[0\]\.platformType/],
    [{ nodes: [node, { ...node, colour: 'red' }] }, /nodes\[1\].*colour/],
    [{ parameters: [{ ...node, name: '/a', versions: [] }] }, /parameters\[0\]/],
    [{ nodes: [{ ...node, lastPing: 'yesterday' }] }, /nodes\[0\]\.lastPing.*3d ago/],
    ['{ "nodes": [', /not JSON/],
  ])('that is wrong is refused, saying where: %j', async (content, message) => {
    await expect(readSeedFile(await written(content))).rejects.toThrow(message);
  });

  test('that is not there, or changes a node that is not there, is refused', async () => {
    await expect(readSeedFile(join(folder, 'none.json'))).rejects.toThrow(/none\.json cannot be read/);
    const lost = await written({
      base: 'demo',
      changes: [{ account: '111122223333', region: 'eu-west-1', name: 'web-99' }],
    });
    await expect(startEmulator({ seed: lost })).rejects.toThrow(/no node web-99/);
  });
});

describe('generated nodes', () => {
  test('are spread evenly, none lost in division', async () => {
    const emulator = await startEmulator({ nodes: 10 });
    const [west, east] = await Promise.all(
      ['eu-west-1', 'us-east-1'].map((region) => nodesOf(clientOf(emulator, region))),
    );
    expect([west?.length, east?.length]).toEqual([3, 3]);
    await emulator.stop();
  });
});
