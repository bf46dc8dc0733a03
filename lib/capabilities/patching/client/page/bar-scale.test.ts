import { expect, test } from 'vitest';
import { scaleOf } from './bar-scale';

test.each([
  [[], 1, [0, 1]],
  [[0, 0], 1, [0, 1]],
  [[3], 3, [0, 1, 2, 3]],
  [[7, 2], 8, [0, 2, 4, 6, 8]],
  [[40], 40, [0, 10, 20, 30, 40]],
  [[41], 60, [0, 20, 40, 60]],
  [[1_234], 1_500, [0, 500, 1_000, 1_500]],
])('a scale over %j ends at %i, on whole numbers', (values, top, lines) => {
  expect(scaleOf(values)).toEqual({ top, lines });
});

test('no value stands over its end, however high', () => {
  for (let value = 1; value < 30_000; value = Math.ceil(value * 1.07)) {
    const { top, lines } = scaleOf([value]);
    expect(top).toBeGreaterThanOrEqual(value);
    expect(lines.length).toBeLessThanOrEqual(6);
  }
});
