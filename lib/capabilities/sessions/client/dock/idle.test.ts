import { expect, test } from 'vitest';
import type { DocumentFacts } from '../../contract';
import { idleTime, idleWarning, idleWords } from './idle';

const document: DocumentFacts = {
  name: 'D',
  logging: { is: 'not-logged' },
  kmsKey: null,
  idleMinutes: 10,
  maxMinutes: null,
};
const minute = 60_000;
const at = (minutes: number, facts: Partial<Parameters<typeof idleTime>[0]> = {}) =>
  idleTime({ document, startedAtMs: 0, lastInputAtMs: null, ...facts }, minutes * minute);

test('the idle limit counts from the last input, or from the start before there was any', () => {
  expect(at(4)).toEqual({ leftMs: 6 * minute, soon: false });
  expect(at(4, { lastInputAtMs: 3 * minute })?.leftMs).toBe(9 * minute);
  expect(at(99)?.leftMs).toBe(0);
  // The clock on screen was last looked at before the key.
  expect(at(2.9, { lastInputAtMs: 3 * minute })?.leftMs).toBe(10 * minute);
});

test('a document that names no limit has AWS’s 20 minutes; one that could not be read has none that we know', () => {
  expect(at(4, { document: { ...document, idleMinutes: null } })?.leftMs).toBe(16 * minute);
  expect(at(4, { document: { ...document, logging: { is: 'unknown', why: '' } } })).toBeNull();
  expect(at(4, { document: null })).toBeNull();
});

test('it warns in the last five minutes, of a short limit in its second half, and once more in the last', () => {
  expect(at(5)?.soon).toBe(true);
  expect(at(0.4, { document: { ...document, idleMinutes: 1 } })?.soon).toBe(false);
  expect(at(0.5, { document: { ...document, idleMinutes: 1 } })?.soon).toBe(true);
  const [near, last] = [at(5.5), at(9.5)];
  if (!near || !last) throw new Error('The limit is known.');
  expect([idleWords(near), idleWords(last)]).toEqual(['4:30', '0:30']);
  expect(idleWarning(near)).not.toBe(idleWarning(last));
});
