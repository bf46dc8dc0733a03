import { describe, expect, test } from 'vitest';
import { beginCreate, createFaults, createOf, createSlot } from './create-draft';

const draft = { ...beginCreate('/prod/db', null), name: '/prod/db/host', value: 'db-1' };
const free = () => false;

describe('a new parameter', () => {
  test('begins in the folder one came from, and is nothing to lose until something is typed', () => {
    const begun = beginCreate('/prod/db', null);
    expect(begun.name).toBe('/prod/db/');
    expect(createSlot.isDirty(begun)).toBe(false);
    expect(createSlot.isDirty(draft)).toBe(true);
  });
  test('can be created once name and value are good', () => {
    expect(createFaults(draft, free)).toEqual({});
    expect(createOf(draft).expectedVersion).toBeNull();
  });
  test('says at the field what is wrong', () => {
    expect(createFaults({ ...draft, name: '/prod/db/' }, free).name).toMatch(/slash/);
    expect(createFaults({ ...draft, name: 'ssm-x' }, free).name).toMatch(/reserved/);
    expect(createFaults(draft, (name) => name === '/prod/db/host').name).toMatch(/already/);
    expect(createFaults({ ...draft, value: '' }, free)).toHaveProperty('value');
    expect(createFaults({ ...draft, value: 'x'.repeat(5000) }, free).value).toMatch(/4 KB/);
  });
  test('names a key for a secret only', () => {
    expect(createOf({ ...draft, keyId: 'alias/team' }).keyId).toBeUndefined();
    expect(createOf({ ...draft, type: 'SecureString', keyId: 'alias/team' }).keyId).toBe('alias/team');
  });
});
