import { expect, test } from 'vitest';
import { reorderBytesMax, reorderFramesMax, StreamReceiver } from './stream-receiver';
import { ascii } from './testing/tools';

const message = (text = 'x') => ({ payloadType: 1, payload: ascii(text) });

test('frames that come early wait, and are taken in order once the gap is filled', () => {
  const receiver = new StreamReceiver();
  expect(receiver.place(2n, message('c'))).toBe('kept');
  expect(receiver.place(1n, message('b'))).toBe('kept');
  expect(receiver.take()).toBeNull();
  expect(receiver.place(0n, message('a'))).toBe('next');
  expect(receiver.take()).toEqual(message('b'));
  expect(receiver.take()).toEqual(message('c'));
  expect(receiver.take()).toBeNull();
  expect([receiver.expected, receiver.waitingBytes, receiver.waitingFrames]).toEqual([3, 0, 0]);
});

test('a frame taken before or waiting already is old, and costs nothing', () => {
  const receiver = new StreamReceiver();
  receiver.place(0n, message());
  receiver.place(5n, message('five'));
  expect(receiver.place(0n, message())).toBe('old');
  expect(receiver.place(5n, message('other'))).toBe('old');
  expect(receiver.waitingBytes).toBe(4);
});

test('a frame too far ahead is refused, by number and by bytes', () => {
  const receiver = new StreamReceiver();
  expect(receiver.place(BigInt(reorderFramesMax + 1), message())).toBe('full');
  const megabyte = { payloadType: 1, payload: new Uint8Array(1_000_000) };
  let kept = 0;
  for (let i = 1n; i < 100n; i += 1n) if (receiver.place(i, megabyte) === 'kept') kept += 1;
  expect(kept).toBe(Math.floor(reorderBytesMax / 1_000_000));
  expect(receiver.waitingBytes).toBeLessThanOrEqual(reorderBytesMax);
  // The one that is awaited is always taken: refusing it would be a wedge.
  expect(receiver.place(0n, megabyte)).toBe('next');
});

test.each([-1n, 2n ** 53n, 2n ** 63n - 1n])('the sequence number %s is refused', (sequence) => {
  expect(new StreamReceiver().place(sequence, message())).toBe('full');
});

test('a waiting frame does not keep the buffer it came in', () => {
  const receiver = new StreamReceiver();
  const buffer = new Uint8Array(65_536);
  receiver.place(1n, { payloadType: 1, payload: buffer.subarray(0, 3) });
  receiver.place(0n, message());
  expect(receiver.take()?.payload.buffer.byteLength).toBe(3);
});
