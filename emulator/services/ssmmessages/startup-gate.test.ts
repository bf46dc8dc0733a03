import { expect, test } from 'vitest';
import { type Frame, payloadType } from '@/lib/data-channel';
import { StartupGate } from './startup-gate';

/** A stream frame as far as the gate looks at it; its bytes are just its number. */
function frame(sequence: number, type: number): Frame {
  return {
    messageType: 'output_stream_data',
    schemaVersion: 1,
    createdDateMs: 1n,
    sequenceNumber: BigInt(sequence),
    flags: 0n,
    messageId: '01234567-89ab-4cde-8f01-23456789ab01',
    payloadType: type,
    payload: Uint8Array.of(sequence),
    payloadDigest: new Uint8Array(32),
  };
}

function gateWith() {
  const gate = new StartupGate(false);
  const output = (sequence: number, type: number) =>
    gate.output(frame(sequence, type), Uint8Array.of(sequence)).map((out) => out.sequence);
  return { gate, output };
}
const numbers = (outputs: readonly { sequence: number }[]) => outputs.map((out) => out.sequence);

test('a shell without handshake is let through from its first output on', () => {
  const { output } = gateWith();
  expect(output(1, payloadType.output)).toEqual([]);
  expect(output(0, payloadType.output)).toEqual([0, 1]);
  expect(output(7, payloadType.output)).toEqual([7]);
});

test('HandshakeComplete waits for the acknowledgement of the response, and output for its own acknowledgement', () => {
  const { gate, output } = gateWith();
  expect(output(0, payloadType.handshakeRequest)).toEqual([0]);
  gate.input(frame(0, payloadType.handshakeResponse));
  expect(output(2, payloadType.output)).toEqual([]);
  expect(output(1, payloadType.handshakeComplete)).toEqual([]);
  expect(numbers(gate.inputAcknowledged(0))).toEqual([1]);
  expect(output(3, payloadType.output)).toEqual([]);
  expect(gate.awaits(1)).toBe(true);
  expect(numbers(gate.outputAcknowledged(1))).toEqual([2, 3]);
  expect(output(9, payloadType.output)).toEqual([9]);
});

test('repetitions of what already went are passed on: only the client can judge them', () => {
  const { output } = gateWith();
  output(0, payloadType.handshakeRequest);
  expect(output(0, payloadType.handshakeRequest)).toEqual([0]);
});
