import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AckPacer } from './ack-pacer';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const bytes = (value: number) => Uint8Array.of(value);

test('an acknowledgement reaches an agent 1 ms late, in order, and not sooner', () => {
  const sent: number[] = [];
  const pacer = new AckPacer(([value = -1]) => sent.push(value));
  pacer.add(bytes(1));
  vi.advanceTimersByTime(0.5);
  pacer.add(bytes(2));
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent[0]).toBe(1);
  vi.advanceTimersByTime(2);
  expect(sent).toEqual([1, 2]);
});

test('what is held is dropped when the agent has left', () => {
  const sent: number[] = [];
  const pacer = new AckPacer(([value = -1]) => sent.push(value));
  pacer.add(bytes(1));
  pacer.stop();
  vi.advanceTimersByTime(10);
  expect(sent).toEqual([]);
});
