import { describe, expect, test } from 'vitest';
import { decodeFrame } from './frame';
import { resendWindowFrames, StreamSender } from './stream-sender';
import { ascii, make, sha256 } from './testing/tools';

function sender(messageType: 'input_stream_data' | 'output_stream_data' = 'input_stream_data'): StreamSender {
  const stream = new StreamSender(messageType, make);
  stream.restart();
  return stream;
}
const sequenceOf = (frame: Uint8Array | null): number => {
  const decoded = decodeFrame(frame ?? new Uint8Array(0), sha256);
  if (!decoded.ok) throw new Error(decoded.fault);
  return Number(decoded.frame.sequenceNumber);
};
const flagsOf = (frame: Uint8Array | null): bigint => {
  const decoded = decodeFrame(frame ?? new Uint8Array(0), sha256);
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.frame.flags;
};

describe('numbering', () => {
  test('starts at 0; only the first output is marked SYN, as AWS’s agent marks it', () => {
    const input = sender();
    expect([0, 1].map(() => input.send(1, ascii('x'), 1)).map(sequenceOf)).toEqual([0, 1]);
    const output = sender('output_stream_data');
    expect([0, 1].map(() => output.send(1, ascii('x'), 1)).map(flagsOf)).toEqual([1n, 0n]);
    expect(flagsOf(sender().send(1, ascii('x'), 1))).toBe(0n);
  });
});

describe('resending', () => {
  test('repeats the same bytes after 200 ms, and every overdue frame, not the oldest alone', () => {
    const stream = sender();
    const frames = [0, 1, 2, 3].map(() => stream.send(1, ascii('x'), 1000));
    expect(stream.due(1199)).toEqual([]);
    expect(stream.nextDueMs(1199)).toBe(1200);
    expect(stream.acknowledged(3, 1199)).toBe(true);
    expect(stream.due(1300 + 1000)).toEqual(frames.slice(0, 3));
  });

  test('backs off while nothing comes back, up to a second', () => {
    const stream = sender();
    stream.send(1, ascii('x'), 0);
    const at: number[] = [];
    for (let nowMs = 0; nowMs < 5000; nowMs += 10) if (stream.due(nowMs).length > 0) at.push(nowMs);
    expect(at).toEqual([200, 600, 1400, 2400, 3400, 4400]);
  });

  test('is never more often than every 100 ms, however short the round trip', () => {
    const stream = sender();
    for (let i = 0; i < 50; i += 1) {
      stream.send(1, ascii('x'), i);
      stream.acknowledged(i, i);
    }
    stream.send(1, ascii('x'), 1000);
    expect(stream.due(1099)).toEqual([]);
    expect(stream.due(1100)).toHaveLength(1);
  });

  test('looks at a bounded number of frames, so that a slow socket is not flooded', () => {
    const stream = sender();
    for (let i = 0; i <= 4 * resendWindowFrames; i += 1) stream.send(1, ascii('x'), 0);
    // Nothing says that anything was lost: the oldest alone is tried.
    expect(stream.due(5000).map(sequenceOf)).toEqual([0]);
    // A later one was acknowledged: those before it were lost.
    stream.acknowledged(4 * resendWindowFrames, 5001);
    expect(stream.due(9000)).toHaveLength(resendWindowFrames);
  });

  test('doubles with each resend that helped, until a lost tail is repaired', () => {
    const stream = sender();
    for (let i = 0; i < 20; i += 1) stream.send(1, ascii('x'), 0);
    const repaired: number[][] = [];
    for (let write = stream.due(1000); write.length > 0; write = stream.hasMore ? stream.due(1010) : []) {
      repaired.push(write.map(sequenceOf));
      for (const frame of write) stream.acknowledged(sequenceOf(frame), 1010);
    }
    expect(repaired.map(({ length }) => length)).toEqual([1, 2, 8, 9]);
    expect(stream.unackedFrames).toBe(0);
  });
});

describe('measuring', () => {
  test('a frame that was resent measures nothing: which copy was acknowledged is unknown', () => {
    const stream = sender();
    stream.send(1, ascii('x'), 0);
    stream.due(300);
    stream.acknowledged(0, 301);
    expect(stream.lastRttMs).toBeNull();
    stream.send(1, ascii('x'), 400);
    stream.acknowledged(1, 430);
    expect(stream.lastRttMs).toBe(30);
  });

  test('the age of the oldest unacknowledged frame counts from its first copy', () => {
    const stream = sender();
    stream.send(1, ascii('x'), 100);
    stream.send(1, ascii('x'), 150);
    stream.due(5000);
    expect(stream.oldestUnackedSinceMs).toBe(100);
    stream.acknowledged(0, 5001);
    expect(stream.oldestUnackedSinceMs).toBe(150);
    stream.acknowledged(1, 5001);
    expect(stream.oldestUnackedSinceMs).toBeNull();
    expect(stream.unackedBytes).toBe(0);
  });

  test('the acknowledgement of a frame that was never written is a lie', () => {
    const stream = sender();
    stream.hold();
    stream.send(1, ascii('a'), 0);
    expect(stream.acknowledged(0, 1)).toBe(false);
    stream.release();
    expect(stream.due(2).map(sequenceOf)).toEqual([0]);
    expect(stream.acknowledged(0, 3)).toBe(true);
  });

  test('acknowledgements of unknown or repeated numbers change nothing', () => {
    const stream = sender();
    stream.send(1, ascii('abc'), 0);
    expect(stream.acknowledged(7, 1)).toBe(false);
    expect(stream.acknowledged(0, 1)).toBe(true);
    expect(stream.acknowledged(0, 1)).toBe(false);
    expect(stream.unackedBytes).toBe(0);
  });
});

describe('holding', () => {
  test('numbers and keeps while held, writes in order when released', () => {
    const stream = sender();
    stream.send(1, ascii('a'), 0);
    stream.hold();
    expect(stream.send(1, ascii('b'), 1)).toBeNull();
    expect(stream.due(10_000)).toEqual([]);
    expect(stream.nextDueMs(10_000)).toBeNull();
    stream.release();
    // A new frame does not overtake those that wait.
    expect(stream.send(1, ascii('c'), 2)).toBeNull();
    expect(stream.due(3).map(sequenceOf)).toEqual([1, 2]);
  });

  test('a new connection writes everything unacknowledged again, in order', () => {
    const stream = sender();
    for (let i = 0; i < 4; i += 1) stream.send(1, ascii('x'), 0);
    stream.acknowledged(1, 1);
    stream.hold();
    stream.restart();
    expect(stream.due(2).map(sequenceOf)).toEqual([0, 2, 3]);
    expect(stream.hasMore).toBe(false);
  });
});
