import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PatchState, severities } from './contract';
import {
  complianceOf,
  complianceStates,
  countMatching,
  groupings,
  matches,
  oldestScan,
  type PatchRow,
  patchRows,
  patchStateOf,
  severityBars,
} from './model';

const clean: PatchState = {
  nodeId: 'i-0000000000000000a',
  baselineId: 'pb-0123456789abcdef0',
  patchGroup: 'web',
  operation: 'Scan',
  operationEndedAt: 1_700_000_000_000,
  installed: 40,
  installedOther: 3,
  pendingReboot: 0,
  rejected: 0,
  missing: 0,
  failed: 0,
  criticalNonCompliant: 0,
  securityNonCompliant: 0,
  otherNonCompliant: 0,
};

describe('complianceOf', () => {
  test('a node nothing was reported on is not called compliant', () => {
    expect(complianceOf(null)).toBe('not-reported');
  });
  test('a node with only installed and other patches is compliant', () => {
    expect(complianceOf(clean)).toBe('compliant');
  });
  test.each(['missing', 'failed', 'rejected', 'pendingReboot'] as const)(
    'one %s patch is non-compliant',
    (count) => {
      expect(complianceOf({ ...clean, [count]: 1 })).toBe('non-compliant');
    },
  );
});

const count = fc.nat({ max: 3 });
const anyRow: fc.Arbitrary<PatchRow> = fc
  .record({
    account: fc.constantFrom('111122223333', '444455556666'),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    platformType: fc.constantFrom('Linux', 'Windows', null),
    state: fc.option(
      fc.record({
        missing: count,
        failed: count,
        pendingReboot: count,
        patchGroup: fc.constantFrom('web', 'db', null),
        criticalNonCompliant: count,
      }),
    ),
    nonCompliant: fc.option(
      fc.record(
        Object.fromEntries(severities.map((severity) => [severity, count])) as Record<
          'critical',
          typeof count
        >,
      ),
    ),
  })
  .map(({ state, nonCompliant, ...rest }) => {
    const whole = state && { ...clean, ...state };
    const counts = nonCompliant && {
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
      unspecified: 0,
      ...nonCompliant,
    };
    const names = { id: 'i-0000000000000000a', name: 'web-1', accountName: 'Production', role: 'Viewer' };
    return { ...names, ...rest, state: whole, compliance: complianceOf(whole), nonCompliant: counts };
  });

describe('numbers and the table under them', () => {
  test('the three states part the fleet: every node is in exactly one', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const sum = complianceStates.reduce(
          (total, compliance) => total + countMatching(rows, { compliance }),
          0,
        );
        expect(sum).toBe(rows.length);
      }),
    );
  });
  test('each part of each bar is as long as the table its filter leaves', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(...groupings), (rows, by) => {
        for (const { severity, parts } of severityBars(rows, by))
          for (const { group, count: shown } of parts)
            expect(rows.filter((row) => matches(row, { severity, [by]: group }))).toHaveLength(shown);
      }),
    );
  });
  test('the parts of a bar add up to the nodes with that severity, whatever it is stacked by', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(...groupings), (rows, by) => {
        for (const { severity, parts } of severityBars(rows, by)) {
          const sum = parts.reduce((total, part) => total + part.count, 0);
          expect(sum).toBe(countMatching(rows, { severity }));
        }
      }),
    );
  });
});

describe('patchRows', () => {
  const node = { id: 'i-0000000000000000a', name: 'web-1', platformType: 'Linux' as const };
  const where = { account: '111122223333', accountName: 'Production', region: 'eu-west-1', role: 'Viewer' };

  test('a node whose state was not read yet is not counted at all', () => {
    const rows = patchRows(
      [{ ...node, ...where }],
      () => undefined,
      () => undefined,
    );
    expect(rows).toEqual([]);
  });
  test('a node that was read and has no report is not reported', () => {
    const rows = patchRows(
      [{ ...node, ...where }],
      () => null,
      () => undefined,
    );
    expect(rows.map(({ compliance }) => compliance)).toEqual(['not-reported']);
  });
});

test('the age of the picture is that of its oldest report', () => {
  const row = (operationEndedAt: number | null) => ({ state: { ...clean, operationEndedAt } }) as PatchRow;
  expect(oldestScan([row(300), row(100), row(null)])).toBe(100);
  expect(oldestScan([row(null)])).toBeNull();
});

test.each([
  ['INSTALLED_OTHER', 'INSTALLED_OTHER'],
  ['InstalledPendingReboot', 'INSTALLED_PENDING_REBOOT'],
  ['Missing', 'MISSING'],
  ['SomethingNew', null],
  [undefined, null],
])('the patch state %s is read as %s', (text, word) => {
  expect(patchStateOf(text)).toBe(word);
});
