import {
  DescribeInstancePatchesCommand,
  DescribeInstancePatchStatesCommand,
  ListComplianceItemsCommand,
  ListComplianceSummariesCommand,
  ListResourceComplianceSummariesCommand,
} from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import type { SeedInput } from '../../../seeds/format/seed';
import { linuxNode, seededEmulator } from '../../../seeds/testing/seeded-emulator';

const node = 'i-0aaaaaaaaaaaaaaaa';

/** The same world but for one version of one package. */
const worldWith = (openssl: string): SeedInput => ({
  advisories: [
    {
      id: 'ADV-1',
      title: 'openssl security update',
      cveIds: ['CVE-2024-6119', 'CVE-2024-5535'],
      classification: 'Security',
      severity: 'Critical',
      products: ['AmazonLinux2023'],
      released: '20d ago',
      fixes: { openssl: '1:3.0.8-1.amzn2023.0.16' },
    },
  ],
  baselines: [
    {
      name: 'Everything-at-once',
      operatingSystem: 'AMAZON_LINUX_2023',
      isDefault: true,
      rules: [{ classifications: ['Security'], approveAfterDays: 7, complianceLevel: 'CRITICAL' }],
    },
  ],
  nodes: [
    linuxNode({ name: 'web-1', id: node, patching: { packages: { openssl, bash: '5.2.15-1' } } }),
    linuxNode({
      name: 'web-2',
      id: 'i-0bbbbbbbbbbbbbbbb',
      patching: { packages: { openssl: '1:3.0.8-1.amzn2023.0.16', bash: '5.2.15-1' } },
    }),
  ],
});

/** Everything Systems Manager says of patches in that world. */
async function patchAnswers(openssl: string) {
  const { ssm, stop } = await seededEmulator(worldWith(openssl));
  const states = await ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds: [node] }));
  const patches = await ssm.send(new DescribeInstancePatchesCommand({ InstanceId: node }));
  const items = await ssm.send(
    new ListComplianceItemsCommand({ ResourceIds: [node], ResourceTypes: ['ManagedInstance'] }),
  );
  const resources = await ssm.send(new ListResourceComplianceSummariesCommand({}));
  const fleet = await ssm.send(new ListComplianceSummariesCommand({}));
  await stop();
  return {
    state: states.InstancePatchStates?.[0],
    patch: patches.Patches?.find(({ KBId }) => KBId === 'openssl.x86_64'),
    item: items.ComplianceItems?.find(({ Id }) => Id === 'openssl.x86_64'),
    resource: resources.ResourceComplianceSummaryItems?.find(({ ResourceId }) => ResourceId === node),
    fleet: fleet.ComplianceSummaryItems?.[0],
  };
}

test('one package at the fixed version is compliant in every answer', async () => {
  const { state, patch, item, resource, fleet } = await patchAnswers('1:3.0.8-1.amzn2023.0.16');
  expect(state).toMatchObject({
    InstalledCount: 1,
    InstalledOtherCount: 1,
    MissingCount: 0,
    CriticalNonCompliantCount: 0,
  });
  expect(patch).toMatchObject({ State: 'INSTALLED', Classification: 'Security', Severity: 'Critical' });
  expect(patch?.CVEIds).toBeUndefined();
  expect(item).toMatchObject({
    Status: 'COMPLIANT',
    Severity: 'CRITICAL',
    Details: { PatchState: 'INSTALLED' },
  });
  expect(resource).toMatchObject({
    Status: 'COMPLIANT',
    CompliantSummary: { CompliantCount: 2 },
    NonCompliantSummary: { NonCompliantCount: 0 },
  });
  expect(fleet).toMatchObject({
    ComplianceType: 'Patch',
    CompliantSummary: { CompliantCount: 2 },
    NonCompliantSummary: { NonCompliantCount: 0 },
  });
});

test('the same package one release older is missing in every answer', async () => {
  const { state, patch, item, resource, fleet } = await patchAnswers('1:3.0.8-1.amzn2023.0.9');
  expect(state).toMatchObject({
    InstalledCount: 0,
    InstalledOtherCount: 1,
    MissingCount: 1,
    CriticalNonCompliantCount: 1,
    SecurityNonCompliantCount: 0,
    OtherNonCompliantCount: 0,
  });
  expect(patch).toMatchObject({
    State: 'MISSING',
    CVEIds: 'CVE-2024-5535,CVE-2024-6119',
    Title: 'openssl.x86_64:1:3.0.8-1.amzn2023.0.16',
  });
  expect(item).toMatchObject({
    Status: 'NON_COMPLIANT',
    Severity: 'CRITICAL',
    Details: { PatchState: 'MISSING', CVEIds: 'CVE-2024-5535,CVE-2024-6119' },
  });
  expect(resource).toMatchObject({
    Status: 'NON_COMPLIANT',
    OverallSeverity: 'CRITICAL',
    CompliantSummary: { CompliantCount: 1 },
    NonCompliantSummary: { NonCompliantCount: 1, SeveritySummary: { CriticalCount: 1 } },
  });
  expect(fleet).toMatchObject({
    CompliantSummary: { CompliantCount: 1 },
    NonCompliantSummary: { NonCompliantCount: 1, SeveritySummary: { CriticalCount: 1 } },
  });
});
