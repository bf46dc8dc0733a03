import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterRows } from '@/components/data-table/filter-rows';
import type { PatchState } from '../contract';
import { complianceOf, complianceStates, groupings, needs, type PatchRow } from '../model';
import { countMatching, type PatchFilter, patchProperties, severityBars, tokensOf } from './patch-filter';

const count = fc.nat({ max: 3 });
const severityCounts = fc.record({
  critical: count,
  high: count,
  medium: count,
  low: count,
  informational: count,
  unspecified: count,
});
const state: fc.Arbitrary<PatchState> = fc.record({
  nodeId: fc.constant('i-0000000000000000a'),
  baselineId: fc.constant('pb-0123456789abcdef0'),
  patchGroup: fc.constantFrom('web', 'db', null),
  operation: fc.constant('Scan' as const),
  operationEndedAt: fc.constant(1_700_000_000_000),
  installed: count,
  installedOther: count,
  pendingReboot: count,
  rejected: count,
  missing: count,
  failed: count,
  criticalNonCompliant: count,
  securityNonCompliant: count,
  otherNonCompliant: count,
});
const anyRow: fc.Arbitrary<PatchRow> = fc
  .record({
    id: fc.constant('i-0000000000000000a'),
    name: fc.constantFrom('web-1', 'Critical'),
    accountName: fc.constant('Production'),
    role: fc.constant('QuarterdeckViewer'),
    account: fc.constantFrom('111122223333', '444455556666'),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    platformType: fc.constantFrom('Linux' as const, 'Windows' as const, null),
    state: fc.option(state),
    nonCompliant: fc.option(severityCounts),
  })
  .map((row) => ({ ...row, compliance: complianceOf(row.state) }));

const lengthOf = (rows: readonly PatchRow[], filter: PatchFilter) =>
  filterRows(rows, patchProperties, { operation: 'and', tokens: tokensOf(filter) }).length;

describe('numbers and the table under them', () => {
  test('the three states part the fleet: every node is in exactly one', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const counts = complianceStates.map((compliance) => countMatching(rows, { compliance }));
        expect(counts.reduce((a, b) => a + b)).toBe(rows.length);
      }),
    );
  });
  test('a need counts the nodes that have it, whatever else they need', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const failed = rows.filter((row) => (row.state?.failed ?? 0) > 0).length;
        expect(countMatching(rows, { need: 'failed' })).toBe(failed);
        for (const need of needs) expect(countMatching(rows, { need })).toBe(lengthOf(rows, { need }));
      }),
    );
  });
  test('each part of each bar is as long as the table that its filter leaves', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(...groupings), (rows, by) => {
        for (const { severity, parts } of severityBars(rows, by))
          for (const { group, count: shown } of parts)
            expect(lengthOf(rows, { severity, group: { by, is: group } })).toBe(shown);
      }),
    );
  });
  test('the parts of a bar add up to the nodes with that severity, whatever it is stacked by', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(...groupings), (rows, by) => {
        for (const { severity, parts } of severityBars(rows, by)) {
          const having = rows.filter(({ nonCompliant }) => (nonCompliant?.[severity] ?? 0) > 0).length;
          expect(parts.reduce((total, part) => total + part.count, 0)).toBe(having);
        }
      }),
    );
  });
});
