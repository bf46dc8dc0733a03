import { expect, test } from 'vitest';
import { onWallClock } from './wall-clock';

const eightHoursMs = 8 * 3_600_000;

test('after a machine’s sleep the page counts from now and not from before it', () => {
  const waiting = { is: 'reconnecting', why: 'dropped', attempt: 2, nextAttemptAtMs: 5_000 } as const;
  expect(onWallClock({ say: 'link', channel: 'c', link: waiting }, eightHoursMs)).toMatchObject({
    link: { nextAttemptAtMs: eightHoursMs + 5_000 },
  });
  const silent = { is: 'not-answering', sinceMs: 1_000 } as const;
  expect(onWallClock({ say: 'link', channel: 'c', link: silent }, eightHoursMs)).toMatchObject({
    link: { sinceMs: eightHoursMs + 1_000 },
  });
});

test('everything else passes as it is', () => {
  const tick = { say: 'tick' } as const;
  expect(onWallClock(tick, eightHoursMs)).toBe(tick);
});
