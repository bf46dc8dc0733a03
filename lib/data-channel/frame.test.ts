import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, frameBytesMax } from './frame';
import { unsequencedFrame } from './frame-maker';
import { fromHex, make, sha256, toHex } from './testing/tools';
import vectors from './testing/vectors.json' with { type: 'json' };

describe('frames made by the serializers of AWS’s own ends', () => {
  test.each(vectors.frames)('$name ($origin) is read field by field', ({ frameHex, fields }) => {
    const decoded = decodeFrame(fromHex(frameHex), sha256);
    if (!decoded.ok) throw new Error(decoded.fault);
    const { frame } = decoded;
    expect({
      messageType: frame.messageType,
      schemaVersion: frame.schemaVersion,
      createdDate: String(frame.createdDateMs),
      sequenceNumber: String(frame.sequenceNumber),
      flags: String(frame.flags),
      messageId: frame.messageId,
      payloadType: frame.payloadType,
      payloadLength: frame.payload.length,
      payloadHex: toHex(frame.payload),
      payloadDigestHex: toHex(frame.payloadDigest),
    }).toEqual({
      messageType: fields.messageType,
      schemaVersion: fields.schemaVersion,
      createdDate: fields.createdDate,
      sequenceNumber: fields.sequenceNumber,
      flags: fields.flags,
      messageId: fields.messageId,
      payloadType: fields.payloadType,
      payloadLength: fields.payloadLength,
      payloadHex: fields.payloadHex,
      payloadDigestHex: fields.payloadDigestHex,
    });
  });

  // We write spaces, as both real ends do; the NUL-padded frame was assembled by hand to test readers.
  const writable = vectors.frames.filter(({ name }) => name !== 'type-padded-with-nul');
  test.each(writable)('$name ($origin) is written to the same bytes', ({ frameHex, fields }) => {
    const bytes = encodeFrame(
      {
        messageType: fields.messageType,
        schemaVersion: fields.schemaVersion,
        createdDateMs: BigInt(fields.createdDate),
        sequenceNumber: BigInt(fields.sequenceNumber),
        flags: BigInt(fields.flags),
        messageId: fields.messageId,
        payloadType: fields.payloadType,
        payload: fromHex(fields.payloadHex),
      },
      sha256,
    );
    expect(toHex(bytes)).toBe(frameHex);
  });
});

describe('frames that must not pass', () => {
  const faults: Record<string, string> = {
    'bad-digest': 'digest',
    'created-date-zero': 'created-date',
    'start-publication-created-date-zero': 'created-date',
    'payload-length-too-small': 'payload-length',
    'payload-length-zero-bad-digest': 'payload-length',
    'header-length-beyond-frame': 'header-length',
    'truncated-119': 'too-short',
    'header-length-zero': 'header-length',
    'text-json-100': 'too-short',
    'text-json-117': 'too-short',
    'text-json-200': 'header-length',
  };

  test.each(vectors.malformed)('$name is refused for what is wrong with it', ({ name, frameHex }) => {
    expect(decodeFrame(fromHex(frameHex), sha256)).toEqual({ ok: false, fault: faults[name] });
  });

  test('an unknown message type is refused', () => {
    const bytes = unsequencedFrame(make, 'interactive_shell', {}, 1);
    expect(decodeFrame(bytes, sha256)).toEqual({ ok: false, fault: 'message-type' });
  });

  test('a frame over the limit is refused and never written', () => {
    expect(decodeFrame(new Uint8Array(frameBytesMax + 1), sha256)).toEqual({ ok: false, fault: 'too-long' });
    expect(() => unsequencedFrame(make, 'acknowledge', { a: 'x'.repeat(frameBytesMax) }, 1)).toThrow(
      RangeError,
    );
  });

  test('without a digest function everything but the digest is checked', () => {
    const bad = vectors.malformed.find(({ name }) => name === 'bad-digest');
    expect(decodeFrame(fromHex(bad?.frameHex ?? ''), null).ok).toBe(true);
  });
});

test('a payload is a view into the frame, not a copy', () => {
  const bytes = unsequencedFrame(make, 'acknowledge', { a: 1 }, 1);
  const decoded = decodeFrame(bytes, sha256);
  expect(decoded.ok && decoded.frame.payload.buffer).toBe(bytes.buffer);
});

test('a frame is read at any offset of its buffer', () => {
  const bytes = unsequencedFrame(make, 'acknowledge', { a: 1 }, 1);
  const shifted = new Uint8Array(bytes.length + 9);
  shifted.set(bytes, 5);
  expect(decodeFrame(shifted.subarray(5, 5 + bytes.length), sha256).ok).toBe(true);
});
