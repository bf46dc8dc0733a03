import {
  DescribeInstancePatchesCommand,
  type DescribeInstancePatchesCommandInput,
  DescribeInstancePatchStatesCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NodeSeedInput } from '../../../seeds/format/node-seed';
import type { AdvisorySeedInput } from '../../../seeds/format/patching-seed';
import { linuxNode, seededEmulator } from '../../../seeds/testing/seeded-emulator';

const ubuntu = 'i-0aaaaaaaaaaaaaaaa';
const edge = 'i-0bbbbbbbbbbbbbbbb';
const windows = 'i-0cccccccccccccccc';
const unscanned = 'i-0dddddddddddddddd';
const plain = 'i-0eeeeeeeeeeeeeeee';
const bare = 'i-00000000000000001';

const security = (name: string, version: string, severity: string, released: string): AdvisorySeedInput => ({
  id: `${name}-${version}`,
  title: `${name} ${version}`,
  cveIds: [`CVE-2024-${name.length}000`],
  classification: 'Security',
  severity,
  products: ['Ubuntu22.04', 'AmazonLinux2023'],
  released,
  fixes: { [name]: version },
});

const kb = (id: string, released: string, over: Partial<AdvisorySeedInput> = {}): AdvisorySeedInput => ({
  id,
  title: id,
  cveIds: ['CVE-2024-1'],
  classification: 'SecurityUpdates',
  severity: 'Critical',
  products: ['WindowsServer2022'],
  released,
  ...over,
});

const ubuntuNode = (over: Partial<NodeSeedInput> & { name: string }) =>
  linuxNode({ platformName: 'Ubuntu', platformVersion: '22.04', ...over });

const packages = {
  // At the fixed version, since installed but not rebooted, behind twice, behind and failed, not approved yet, no advisory.
  curl: '2.0',
  kernel: '2.0',
  openssl: '1.0',
  rsync: '1.0',
  sudo: '1.0',
  bash: '9.9',
};

let emulator: Awaited<ReturnType<typeof seededEmulator>>;

beforeAll(async () => {
  emulator = await seededEmulator({
    advisories: [
      security('curl', '2.0', 'High', '30d ago'),
      security('kernel', '2.0', 'High', '30d ago'),
      security('openssl', '1.5', 'Critical', '60d ago'),
      security('openssl', '2.0', 'Medium', '30d ago'),
      security('rsync', '2.0', 'Medium', '30d ago'),
      security('sudo', '2.0', 'High', '2d ago'),
      kb('KB1', '90d ago'),
      kb('KB2', '40d ago', { supersedes: ['KB1'] }),
      kb('KB3', '3d ago', { supersedes: ['KB1', 'KB2'] }),
      kb('KB4', '40d ago', { requires: 'Web-Server', severity: 'Important' }),
      kb('KB5', '40d ago', { classification: 'UpdateRollups' }),
    ],
    baselines: [
      {
        name: 'Graded',
        operatingSystem: 'UBUNTU',
        isDefault: true,
        rules: [
          { severities: ['Critical'], complianceLevel: 'CRITICAL' },
          { severities: ['High', 'Medium'], approveAfterDays: 7, complianceLevel: 'HIGH' },
        ],
      },
      {
        name: 'Edge',
        operatingSystem: 'UBUNTU',
        patchGroups: ['edge'],
        rejectedPatches: ['open*'],
        rejectedPatchesAction: 'BLOCK',
        rules: [{ approveAfterDays: 0 }],
      },
    ],
    nodes: [
      ubuntuNode({
        name: 'u',
        id: ubuntu,
        patching: {
          packages,
          operation: {
            kind: 'Install',
            rebootOption: 'NoReboot',
            pendingReboot: ['kernel'],
            failed: ['rsync'],
          },
        },
      }),
      ubuntuNode({ name: 'e', id: edge, tags: { 'Patch Group': 'edge' }, patching: { packages } }),
      linuxNode({
        name: 'w',
        id: windows,
        platformType: 'Windows',
        platformName: 'Microsoft Windows Server 2022 Datacenter',
        patching: { packages: { KB1: '1', KB5: '1', KB9: '1' } },
      }),
      linuxNode({
        name: 'b',
        id: bare,
        platformType: 'Windows',
        platformName: 'Microsoft Windows Server 2022 Datacenter',
        patching: { packages: { 'Web-Server': 'installed' } },
      }),
      ubuntuNode({ name: 'n', id: unscanned }),
      linuxNode({ name: 'p', id: plain, patching: { packages: { curl: '1.0' } } }),
    ],
  });
});
afterAll(() => emulator.stop());

const stateOf = async (id: string) =>
  (await emulator.ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds: [id] })))
    .InstancePatchStates?.[0];
const patches = async (input: DescribeInstancePatchesCommandInput) =>
  (await emulator.ssm.send(new DescribeInstancePatchesCommand(input))).Patches ?? [];
const statesById = async (id: string) =>
  Object.fromEntries((await patches({ InstanceId: id })).map(({ KBId, State }) => [KBId, State]));

describe('states of patches', () => {
  test('on Linux follow from package, advisory and baseline', async () => {
    expect(await statesById(ubuntu)).toEqual({
      'bash.x86_64': 'INSTALLED_OTHER',
      'curl.x86_64': 'INSTALLED',
      'kernel.x86_64': 'INSTALLED_PENDING_REBOOT',
      'openssl.x86_64': 'MISSING',
      'rsync.x86_64': 'FAILED',
      // Released two days ago: the rule waits seven.
      'sudo.x86_64': 'INSTALLED_OTHER',
    });
    expect(
      await patches({ InstanceId: ubuntu, Filters: [{ Key: 'KBId', Values: ['openssl.x86_64'] }] }),
    ).toMatchObject([{ Severity: 'Critical', Title: 'openssl.x86_64:2.0', CVEIds: 'CVE-2024-7000' }]);
  });

  test('the baseline of the patch group judges: rejected packages, and no waiting', async () => {
    expect(await statesById(edge)).toMatchObject({
      'openssl.x86_64': 'INSTALLED_REJECTED',
      'sudo.x86_64': 'MISSING',
    });
    expect(await stateOf(edge)).toMatchObject({ PatchGroup: 'edge', InstalledRejectedCount: 1 });
  });

  test('on Windows follow from KBs, what they contain and what they need', async () => {
    expect(await statesById(windows)).toEqual({
      KB1: 'INSTALLED',
      KB2: 'MISSING',
      KB3: 'AVAILABLE_SECURITY_UPDATE',
      KB4: 'NOT_APPLICABLE',
      KB5: 'INSTALLED_OTHER',
      KB9: 'INSTALLED_OTHER',
    });
  });

  test('a KB that a later approved one contains is not asked for, and a feature makes its KB apply', async () => {
    expect(await statesById(bare)).toEqual({
      KB2: 'MISSING',
      KB3: 'AVAILABLE_SECURITY_UPDATE',
      KB4: 'MISSING',
    });
  });

  test("an account that chose nothing is judged by Amazon's own baseline", async () => {
    expect(await statesById(plain)).toEqual({ 'curl.x86_64': 'INSTALLED_OTHER' });
    expect((await stateOf(plain))?.BaselineId).toMatch(/^pb-[0-9a-f]{17}$/);
  });
});

describe('DescribeInstancePatchStates', () => {
  test('counts exactly what DescribeInstancePatches lists', async () => {
    expect(await stateOf(ubuntu)).toMatchObject({
      InstalledCount: 1,
      InstalledOtherCount: 2,
      InstalledPendingRebootCount: 1,
      InstalledRejectedCount: 0,
      MissingCount: 1,
      FailedCount: 1,
      NotApplicableCount: 0,
      CriticalNonCompliantCount: 1,
      SecurityNonCompliantCount: 2,
      OtherNonCompliantCount: 0,
      Operation: 'Install',
      RebootOption: 'NoReboot',
      LastNoRebootInstallOperationTime: expect.any(Date),
      OperationEndTime: expect.any(Date),
      SnapshotId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await stateOf(windows)).toMatchObject({
      NotApplicableCount: 1,
      AvailableSecurityUpdateCount: 1,
      MissingCount: 1,
    });
  });

  test('leaves out nodes that never reported and ids of nobody', async () => {
    const InstanceIds = [unscanned, 'i-0ffffffffffffffff', windows, ubuntu];
    const answer = await emulator.ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds }));
    expect(answer.InstancePatchStates?.map(({ InstanceId }) => InstanceId)).toEqual([ubuntu, windows]);
  });

  test('takes fifty ids and no more', async () => {
    const ids = (count: number) =>
      Array.from({ length: count }, (_, index) => `i-0${String(index).padStart(16, '0')}`);
    await emulator.ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds: ids(50) }));
    const tooMany = emulator.ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds: ids(51) }));
    await expect(tooMany).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('DescribeInstancePatches', () => {
  test.each([
    ['State', ['Missing', 'FAILED'], ['openssl.x86_64', 'rsync.x86_64']],
    ['State', ['InstalledPendingReboot'], ['kernel.x86_64']],
    ['Severity', ['Critical'], ['openssl.x86_64']],
    ['Classification', ['Security'], ['curl.x86_64', 'kernel.x86_64', 'openssl.x86_64', 'rsync.x86_64']],
  ])('filters by %s %j', async (Key, Values, expected) => {
    const found = await patches({ InstanceId: ubuntu, Filters: [{ Key, Values }] });
    expect(found.map(({ KBId }) => KBId)).toEqual(expected);
  });

  test.each([
    [{ InstanceId: ubuntu, Filters: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidFilter'],
    [{ InstanceId: 'i-0ffffffffffffffff' }, 'InvalidInstanceId'],
    [{ InstanceId: 'web' }, 'ValidationException'],
    [{ InstanceId: ubuntu, MaxResults: 9 }, 'ValidationException'],
    [{ InstanceId: ubuntu, NextToken: 'x' }, 'InvalidNextToken'],
  ])('%j is refused with %s', async (input, name) => {
    await expect(patches(input)).rejects.toMatchObject({ name });
  });
});
