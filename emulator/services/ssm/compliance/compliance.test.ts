import {
  type ComplianceItem,
  ListComplianceItemsCommand,
  type ListComplianceItemsCommandInput,
  ListComplianceSummariesCommand,
  ListResourceComplianceSummariesCommand,
  type ListResourceComplianceSummariesCommandInput,
  paginateListComplianceItems,
  paginateListResourceComplianceSummaries,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededEmulator } from '../../../seeds/testing/seeded-emulator';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeAll(async () => {
  emulator = await seededEmulator({}, { seed: 'demo' });
});
afterAll(() => emulator.stop());

const resources = async (input: ListResourceComplianceSummariesCommandInput = {}) => {
  const found = [];
  for await (const page of paginateListResourceComplianceSummaries(
    { client: emulator.ssm, pageSize: 7 },
    input,
  ))
    found.push(...(page.ResourceComplianceSummaryItems ?? []));
  return found;
};
const items = async (input: ListComplianceItemsCommandInput = {}) => {
  const found: ComplianceItem[] = [];
  for await (const page of paginateListComplianceItems({ client: emulator.ssm }, input))
    found.push(...(page.ComplianceItems ?? []));
  return found;
};

describe('over the whole demo', () => {
  test('items, resource summaries and the summary say the same', async () => {
    const [all, perNode] = [await items(), await resources()];
    const { ComplianceSummaryItems: summary } = await emulator.ssm.send(
      new ListComplianceSummariesCommand({}),
    );
    expect(perNode.length).toBeGreaterThan(15);
    expect(new Set(all.map(({ ResourceId, Id }) => `${ResourceId} ${Id}`)).size).toBe(all.length);
    for (const one of perNode) {
      const mine = all.filter(({ ResourceId }) => ResourceId === one.ResourceId);
      const bad = mine.filter(({ Status }) => Status === 'NON_COMPLIANT');
      expect(one.NonCompliantSummary?.NonCompliantCount).toBe(bad.length);
      expect(one.CompliantSummary?.CompliantCount).toBe(mine.length - bad.length);
      expect(one.NonCompliantSummary?.SeveritySummary?.CriticalCount).toBe(
        bad.filter(({ Severity }) => Severity === 'CRITICAL').length,
      );
      expect(one.Status).toBe(bad.length ? 'NON_COMPLIANT' : 'COMPLIANT');
    }
    const nonCompliant = perNode.filter(({ Status }) => Status === 'NON_COMPLIANT');
    expect(summary).toMatchObject([
      {
        ComplianceType: 'Patch',
        CompliantSummary: { CompliantCount: perNode.length - nonCompliant.length },
        NonCompliantSummary: {
          NonCompliantCount: nonCompliant.length,
          SeveritySummary: {
            CriticalCount: nonCompliant.filter(({ OverallSeverity }) => OverallSeverity === 'CRITICAL')
              .length,
          },
        },
      },
    ]);
  });

  test('filters give what a filter by hand gives', async () => {
    const [all, perNode] = [await items(), await resources()];
    const bad = await items({
      Filters: [
        { Key: 'Status', Values: ['NON_COMPLIANT'] },
        { Key: 'Severity', Values: ['HIGH', 'CRITICAL'] },
      ],
    });
    expect(bad.length).toBeGreaterThan(0);
    expect(bad).toEqual(
      all.filter(
        ({ Status, Severity = '' }) => Status === 'NON_COMPLIANT' && ['HIGH', 'CRITICAL'].includes(Severity),
      ),
    );
    const high = await resources({
      Filters: [{ Key: 'OverallSeverity', Values: ['UNSPECIFIED'], Type: 'NOT_EQUAL' }],
    });
    expect(high).toEqual(perNode.filter(({ OverallSeverity }) => OverallSeverity !== 'UNSPECIFIED'));
  });

  test('one node is asked by id', async () => {
    const [first] = await resources();
    const id = first?.ResourceId ?? '';
    const mine = await items({ ResourceIds: [id], ResourceTypes: ['ManagedInstance'] });
    expect(mine.length).toBeGreaterThan(0);
    expect(new Set(mine.map(({ ResourceId }) => ResourceId))).toEqual(new Set([id]));
    expect(mine[0]).toMatchObject({
      ComplianceType: 'Patch',
      ExecutionSummary: { ExecutionTime: expect.any(Date), ExecutionType: 'Command' },
    });
  });
});

test.each([
  [{ Filters: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidFilter'],
  [{ ResourceIds: ['i-0ffffffffffffffff'] }, 'InvalidResourceId'],
  [{ ResourceTypes: ['Bucket'] }, 'InvalidResourceType'],
  [{ MaxResults: 51 }, 'ValidationException'],
  [{ NextToken: 'x' }, 'InvalidNextToken'],
])('ListComplianceItems refuses %j with %s', async (input, name) => {
  await expect(emulator.ssm.send(new ListComplianceItemsCommand(input))).rejects.toMatchObject({ name });
});

test('a world without nodes has nothing to summarize', async () => {
  const other = await seededEmulator();
  const { ResourceComplianceSummaryItems } = await other.ssm.send(
    new ListResourceComplianceSummariesCommand({}),
  );
  expect(ResourceComplianceSummaryItems).toEqual([]);
  expect((await other.ssm.send(new ListComplianceSummariesCommand({}))).ComplianceSummaryItems).toEqual([]);
  await other.stop();
});
