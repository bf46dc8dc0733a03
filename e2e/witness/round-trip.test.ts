import { expect, test } from 'vitest';
import { numberOf } from './payload';
import { RoundTrip } from './round-trip';
import { vectorList } from './vectors';

test('the retransmission timeout follows the series of the real ends', () => {
  const roundTrip = new RoundTrip();
  for (const step of vectorList('retransmissionTimeout', 'steps')) {
    roundTrip.measured(numberOf(step, 'rttMs'));
    expect(roundTrip.smoothedMs).toBeCloseTo(numberOf(step, 'srttMs'), 3);
    expect(roundTrip.variationMs).toBeCloseTo(numberOf(step, 'rttvarMs'), 3);
    expect(roundTrip.timeoutMs).toBeCloseTo(numberOf(step, 'rtoMs'), 3);
  }
});
