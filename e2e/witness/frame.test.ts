import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type Frame, MalformedFrame } from './frame';
import { isRecord, numberOf, stringOf } from './payload';
import { bytesOf, vectorList } from './vectors';

/** Accepted by AWS's parsers in places, refused by any careful end (data-channel paper section 18). */
const refusedBySection18 = ['bad-digest', 'payload-length-too-small', 'payload-length-zero-bad-digest'];

const frames = vectorList('frames').map((vector): [string, Record<string, unknown>] => [
  stringOf(vector, 'name'),
  vector,
]);
const malformed = vectorList('malformed').map((vector): [string, Record<string, unknown>] => [
  stringOf(vector, 'name'),
  vector,
]);

function fieldsOf(vector: Record<string, unknown>): Frame {
  const { fields } = vector;
  if (!isRecord(fields)) throw new TypeError('a vector must have fields');
  return {
    messageType: stringOf(fields, 'messageType'),
    schemaVersion: numberOf(fields, 'schemaVersion'),
    createdDate: BigInt(stringOf(fields, 'createdDate')),
    sequenceNumber: BigInt(stringOf(fields, 'sequenceNumber')),
    flags: BigInt(stringOf(fields, 'flags')),
    messageId: stringOf(fields, 'messageId'),
    payloadType: numberOf(fields, 'payloadType'),
    payload: bytesOf(fields, 'payloadHex'),
  };
}

test.each(frames)('reads %s as AWS wrote it', (_name, vector) => {
  expect(decodeFrame(bytesOf(vector, 'frameHex'))).toEqual(fieldsOf(vector));
});

const spacePadded = frames.filter(([name]) => name !== 'type-padded-with-nul');
test.each(spacePadded)('writes %s byte for byte as AWS does', (_name, vector) => {
  expect(encodeFrame(fieldsOf(vector)).toString('hex')).toBe(stringOf(vector, 'frameHex'));
});

const verdicts = (vector: Record<string, unknown>) => [vector.clientVerdict, vector.agentVerdict];
const harmful = malformed.filter(
  ([name, vector]) =>
    refusedBySection18.includes(name) || verdicts(vector).some((verdict) => verdict !== 'accept'),
);
test.each(harmful)('refuses %s', (_name, vector) => {
  expect(() => decodeFrame(bytesOf(vector, 'frameHex'))).toThrow(MalformedFrame);
});

test('the vectors hold what section 18 promises', () => {
  expect(frames.length).toBeGreaterThanOrEqual(36);
  expect(harmful.map(([name]) => name)).toEqual(expect.arrayContaining(refusedBySection18));
});
