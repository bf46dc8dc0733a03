import { describe, expect, test } from 'vitest';
import type { PatchState } from './contract';
import {
  complianceOf,
  needsOf,
  oldestScan,
  openSeverities,
  patchRows,
  patchStateOf,
  worstFirst,
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

test('a node has the needs and severities that its counts say, worst first', () => {
  expect(needsOf({ state: { ...clean, failed: 1, criticalNonCompliant: 2 } })).toEqual([
    'critical-missing',
    'failed',
  ]);
  const none = { critical: 0, high: 0, medium: 0, low: 0, informational: 0, unspecified: 0 };
  expect(openSeverities({ nonCompliant: { ...none, low: 1, critical: 3 } })).toEqual(['critical', 'low']);
  expect(openSeverities({ nonCompliant: null })).toEqual([]);
});

test('the age of the picture is that of its oldest report', () => {
  const at = (operationEndedAt: number | null) => ({ state: { ...clean, operationEndedAt } });
  expect(oldestScan([at(300), at(100), at(null), { state: null }])).toBe(100);
  expect(oldestScan([at(null)])).toBeNull();
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

test('without a chosen order the worst node stands first, and one that nothing is known of before the safe ones', () => {
  const row = (name: string, state: PatchState | null) => ({
    ...{ id: name, name, state, platformType: null, compliance: complianceOf(state), nonCompliant: null },
    ...{ account: '111122223333', accountName: 'Production', region: 'eu-west-1', role: 'Viewer' },
  });
  const open = { ...clean, missing: 4, securityNonCompliant: 4 };
  const rows = [
    row('safe', clean),
    row('unknown', null),
    row('web-10', open),
    row('web-9', open),
    row('critical', { ...open, missing: 1, criticalNonCompliant: 1 }),
  ];
  expect(worstFirst(rows).map(({ name }) => name)).toEqual([
    'critical',
    'web-9',
    'web-10',
    'unknown',
    'safe',
  ]);
});
