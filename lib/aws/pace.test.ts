import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Pace } from './pace';

describe('the pace of an account and Region', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const started = (pace: Pace, calls: number) => {
    const turns: (() => void)[] = [];
    for (let index = 0; index < calls; index += 1) void pace.turn().then((done) => turns.push(done));
    return turns;
  };

  test('lets ten calls go at once, the rest as those end', async () => {
    const turns = started(new Pace(), 12);
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toHaveLength(10);
    turns[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toHaveLength(11);
  });

  test('is full speed until AWS throttles, then half, and not half again for the same second', () => {
    const pace = new Pace();
    expect(pace.slowed()).toBeNull();
    pace.slowDown();
    expect(pace.slowed()).toEqual({ perSecond: 10 });
    pace.slowDown();
    expect(pace.slowed()).toEqual({ perSecond: 10 });
  });

  test('never stands still, and comes back to full speed by itself', () => {
    const pace = new Pace();
    for (let second = 0; second < 10; second += 1) {
      pace.slowDown();
      vi.advanceTimersByTime(1000);
    }
    expect(pace.slowed()?.perSecond).toBeGreaterThanOrEqual(1);
    vi.advanceTimersByTime(30_000);
    expect(pace.slowed()).toBeNull();
  });

  test('spaces calls by the rate that is left', async () => {
    const pace = new Pace();
    pace.slowDown();
    const turns = started(pace, 5);
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(turns).toHaveLength(5);
  });
});
