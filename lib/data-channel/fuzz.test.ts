import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AgentChannel } from './agent-channel';
import { ClientChannel } from './client-channel';
import { decodeFrame, encodeFrame } from './frame';
import { dataMessageTypes } from './message-type';
import { fromHex, make, sha256 } from './testing/tools';
import vectors from './testing/vectors.json' with { type: 'json' };

/** More by hand: `DATA_CHANNEL_RUNS=20000`. */
const runs = Number(process.env.DATA_CHANNEL_RUNS ?? 300);
const timeoutMs = 10_000 + 20 * runs;

const corpus = [...vectors.frames, ...vectors.malformed].map(({ frameHex }) => fromHex(frameHex));

/** A frame of AWS's with some bytes changed. */
const bent = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
  )
  .map(([frame, changes]) => {
    const bytes = frame.slice();
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });

/** A frame with a right digest and a payload of AWS's under the wrong name, number or type. */
const misplaced = fc
  .record({
    messageType: fc.constantFrom(...dataMessageTypes.values()),
    sequenceNumber: fc.oneof(
      fc.bigInt({ min: 0n, max: 6n }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    ),
    payloadType: fc.integer({ min: 0, max: 14 }),
    payload: fc.oneof(
      fc.constantFrom(...corpus.map((frame) => frame.subarray(120))),
      fc.uint8Array({ maxLength: 80 }),
    ),
  })
  .map((fields) =>
    encodeFrame(
      { ...fields, schemaVersion: 1, createdDateMs: 1n, flags: 0n, messageId: make.newMessageId() },
      sha256,
    ),
  );

const anything = fc.oneof(fc.uint8Array({ maxLength: 300 }), bent, misplaced, misplaced);

test(
  'the decoder judges any bytes without throwing, and only passes what it would write itself',
  () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const decoded = decodeFrame(bytes, sha256);
        if (!decoded.ok) return;
        const again = decodeFrame(encodeFrame(decoded.frame, sha256), sha256);
        expect(again).toEqual(decoded);
      }),
      { numRuns: runs },
    );
  },
  timeoutMs,
);

test.each([true, false])(
  'a client (encryption %s) takes any frames: it never throws and never sends a second answer',
  (encryption) => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), fc.boolean(), (frames, isAnswered) => {
        const client = new ClientChannel({ ...make, clientId: make.newMessageId(), encryption });
        const answers = new Set<bigint>();
        const effects = client.opened('token', 1);
        for (const frame of frames) effects.push(...client.receive(frame, 2));
        for (let i = 0; i < effects.length && i < 10_000; i += 1) {
          const effect = effects[i];
          if (effect?.do === 'seal' || effect?.do === 'open' || effect?.do === 'data-key') {
            const bytes = new Uint8Array(64);
            effects.push(
              ...client.settled(effect.id, isAnswered ? { ok: true, bytes } : { ok: false, text: 'no' }, 99),
            );
          }
          const decoded = effect?.do === 'send' ? decodeFrame(effect.frame, sha256) : null;
          if (decoded?.ok && decoded.frame.payloadType === 6) answers.add(decoded.frame.sequenceNumber);
        }
        effects.push(...client.wake(100_000));
        expect(answers.size).toBeLessThanOrEqual(1);
        expect(effects.filter((effect) => effect.do === 'close').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs },
    );
  },
  timeoutMs,
);

test.each([null, 'alias/key'])(
  'an agent (key %s) takes any frames: it never throws and ends at most once',
  (kmsKeyId) => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), fc.boolean(), (frames, isAnswered) => {
        const agent = new AgentChannel({
          ...make,
          randomBytes: (length) => new Uint8Array(length),
          sessionId: 'ada-1',
          instanceId: 'i-1',
          sessionType: 'Standard_Stream',
          kmsKeyId,
        });
        const effects = [...agent.opened('token', 1), ...agent.acceptInput(true, 1)];
        for (const frame of frames) effects.push(...agent.receive(frame, 2));
        for (let i = 0; i < effects.length && i < 10_000; i += 1) {
          const effect = effects[i];
          if (effect?.do === 'seal' || effect?.do === 'open' || effect?.do === 'decrypt-key') {
            const bytes = new Uint8Array(64);
            effects.push(
              ...agent.settled(effect.id, isAnswered ? { ok: true, bytes } : { ok: false, text: 'no' }, 99),
            );
          }
        }
        effects.push(...agent.wake(100_000));
        expect(effects.filter((effect) => effect.do === 'close').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs },
    );
  },
  timeoutMs,
);
