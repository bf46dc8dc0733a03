import { describe, expect, test } from 'vitest';
import { Drafts } from '@/lib/frame/drafts';
import { LiveWorkList } from '@/lib/frame/live-work';
import type { ParameterDetail, ParameterVersion } from '../contract';
import { beginEdit, editFaults, editSlot, isChanged, mergedWith, putOf } from './edit-draft';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'R' };
const detail: ParameterDetail = {
  name: '/a/port',
  type: 'String',
  version: 7,
  value: '80',
  changedAt: 0,
  changedBy: null,
  tier: 'Standard',
  keyId: null,
  description: 'Port',
  dataType: 'text',
  allowedPattern: '\\d+',
  tags: [],
  policies: [],
};
const theirs: ParameterVersion = {
  version: 8,
  type: 'String',
  value: '8080',
  changedAt: 0,
  changedBy: null,
  labels: [],
  description: 'The port',
};

test('an edit hands on what it does not change, and names the version it began from', () => {
  const draft = beginEdit(scope, detail);
  expect(putOf({ ...draft, value: '81' }, draft.base.version)).toMatchObject({
    name: '/a/port',
    value: '81',
    description: 'Port',
    allowedPattern: '\\d+',
    dataType: 'text',
    expectedVersion: 7,
  });
});

test('a SecureString keeps its key', () => {
  const secret = {
    ...detail,
    type: 'SecureString' as const,
    value: null,
    keyId: 'alias/team',
    allowedPattern: null,
  };
  expect(putOf(beginEdit(scope, secret), 7).keyId).toBe('alias/team');
});

describe('faults', () => {
  const draft = beginEdit(scope, detail);
  test('an empty value, a value outside the pattern, a step down in tier are told at their fields', () => {
    expect(editFaults(draft)).toEqual({});
    expect(editFaults({ ...draft, value: '' })).toHaveProperty('value');
    expect(editFaults({ ...draft, value: 'eighty' }).value).toContain('\\d+');
    const long = { ...draft, base: { ...draft.base, allowedPattern: null }, value: 'x'.repeat(5000) };
    expect(editFaults(long).value).toContain('4 KB');
    expect(editFaults({ ...long, tier: 'Advanced' })).toEqual({});
    expect(editFaults({ ...draft, base: { ...draft.base, tier: 'Advanced' } })).toHaveProperty('tier');
  });
  test('a merge cannot be saved with its marks', () => {
    const free = { ...detail, allowedPattern: null };
    const merged = mergedWith({ ...beginEdit(scope, free), value: '443' }, theirs);
    expect(merged.merged?.clean).toBe(false);
    expect(editFaults(merged).value).toContain('marks');
    expect(editFaults({ ...merged, value: '443' })).toEqual({});
  });
});

test('a merge begins from theirs: the next save is checked against their version', () => {
  const merged = mergedWith({ ...beginEdit(scope, detail), value: '80' }, theirs);
  expect(merged).toMatchObject({
    value: '8080',
    description: 'The port',
    base: { version: 8, value: '8080' },
  });
  expect(isChanged(merged)).toBe(false);
});

describe('drafts', () => {
  test('only what differs from what it began from is live work, and saving takes it off', () => {
    const works = new LiveWorkList();
    const drafts = new Drafts(works);
    const slot = editSlot(scope, detail.name);
    const draft = beginEdit(scope, detail);
    drafts.put(slot, draft);
    expect(works.list()).toEqual([]);
    drafts.put(slot, { ...draft, value: '81' });
    expect(works.list()).toMatchObject([{ kind: 'edit', label: '/a/port' }]);
    expect(drafts.get(slot)?.value).toBe('81');
    drafts.drop(slot);
    expect(works.list()).toEqual([]);
    expect(drafts.get(slot)).toBeNull();
  });
});
