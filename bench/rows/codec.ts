import { createHash, randomBytes } from 'node:crypto';
import { sha256 as noble } from '@noble/hashes/sha2.js';
import { decodeFrame, encodeFrame } from '@/lib/data-channel';
import { type Bench, median } from '../row';

const payloadBytes = 1024;
const framesPerRound = 20_000;
const rounds = 9;

const nodeDigest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Frames as an agent sends them, all different, so that nothing is measured on one warm cache line. */
function makeFrames(): Uint8Array[] {
  return Array.from({ length: 256 }, (_, index) =>
    encodeFrame(
      {
        messageType: 'output_stream_data',
        schemaVersion: 1,
        createdDateMs: 1_700_000_000_000n,
        sequenceNumber: BigInt(index),
        flags: 0n,
        messageId: '01234567-89ab-4cde-8f01-23456789ab01',
        payloadType: 1,
        payload: randomBytes(payloadBytes),
      },
      nodeDigest,
    ),
  );
}

/** Payload megabytes a second through `work`, the median of several rounds. */
function megabytesPerSecond(frames: readonly Uint8Array[], work: (frame: Uint8Array) => void): number {
  const figures = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let index = 0; index < framesPerRound; index += 1)
      work(frames[index % frames.length] ?? new Uint8Array());
    return (framesPerRound * payloadBytes) / 1e6 / ((performance.now() - start) / 1e3);
  });
  return median(figures.slice(2));
}

const digestOf = (frame: Uint8Array): Uint8Array => frame.subarray(80, 112);

export const codec: Bench = {
  name: 'codec',
  about: 'decoding 1 KiB frames in Node on one core',
  async measure() {
    const frames = makeFrames();
    let current: Uint8Array = new Uint8Array();
    // Answers the digest that stands in the frame, so that only the decoding itself is counted.
    const plain = megabytesPerSecond(frames, (frame) => {
      current = digestOf(frame);
      decodeFrame(frame, () => current);
    });
    const withDigest = megabytesPerSecond(frames, (frame) => void decodeFrame(frame, nodeDigest));
    const withNoble = megabytesPerSecond(frames, (frame) => void decodeFrame(frame, noble));
    const bare = megabytesPerSecond(frames, (frame) => void nodeDigest(frame.subarray(120)));
    return [
      {
        what: 'decode without digest',
        figure: plain,
        unit: 'MB/s',
        bar: { words: '≥ 200', met: plain >= 200 },
      },
      {
        what: 'decode with digest (node:crypto)',
        figure: withDigest,
        unit: 'MB/s',
        peer: { what: 'the digest alone', figure: bare },
        bar: { words: '≥ 50', met: withDigest >= 50 },
      },
      {
        what: "decode with digest (@noble/hashes, as in the browser's Worker)",
        figure: withNoble,
        unit: 'MB/s',
        bar: { words: '≥ 50', met: withNoble >= 50 },
      },
    ];
  },
};
