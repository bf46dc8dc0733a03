import { expect, test } from 'vitest';
import { Acknowledged } from './acknowledged';

test('only what was acknowledged counts as such, in whatever order it came', () => {
  const acknowledged = new Acknowledged();
  for (const sequence of [0, 1, 4, 3, 0]) acknowledged.add(sequence);
  expect([0, 1, 2, 3, 4, 5].map((sequence) => acknowledged.has(sequence))).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(acknowledged.covers(2)).toBe(true);
  expect(acknowledged.covers(3)).toBe(false);
  acknowledged.add(2);
  expect(acknowledged.covers(5)).toBe(true);
});
