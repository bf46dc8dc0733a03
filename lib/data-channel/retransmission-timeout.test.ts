import { expect, test } from 'vitest';
import { RetransmissionTimeout } from './retransmission-timeout';
import vectors from './testing/vectors.json' with { type: 'json' };

const { initial, steps } = vectors.retransmissionTimeout;

test('the waits follow the measured round trips as AWS’s ends compute them', () => {
  const timeout = new RetransmissionTimeout();
  expect([timeout.srttMs, timeout.rttvarMs, timeout.rtoMs]).toEqual([
    initial.srttMs,
    initial.rttvarMs,
    initial.rtoMs,
  ]);
  for (const step of steps) {
    timeout.measured(step.rttMs);
    expect(Math.abs(timeout.srttMs - step.srttMs)).toBeLessThan(1e-3);
    expect(Math.abs(timeout.rttvarMs - step.rttvarMs)).toBeLessThan(1e-3);
    expect(Math.abs(timeout.rtoMs - step.rtoMs)).toBeLessThan(1e-3);
  }
});

test('backing off doubles the wait up to one second, and a measurement ends it', () => {
  const timeout = new RetransmissionTimeout();
  for (const expected of [400, 800, 1000, 1000]) {
    timeout.backOff();
    expect(timeout.rtoMs).toBe(expected);
  }
  timeout.measured(100);
  expect(timeout.rtoMs).toBe(110);
});
