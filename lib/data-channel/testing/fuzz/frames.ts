import { encodeFrame } from '../../frame';
import { writeHandshakeComplete, writeHandshakeRequest, writeHandshakeResponse } from '../../handshake';
import type { DataMessageType } from '../../message-type';
import { smuxFrame } from '../../smux';
import { writeChallenge, writeExitCode, writeFlag, writeSize } from '../../stream-payloads';
import { ascii, fromHex, make, sha256 } from '../tools';
import vectors from '../vectors.json' with { type: 'json' };
import type { Choices } from './choices';

const ofAws = [...vectors.frames, ...vectors.malformed].map(({ frameHex }) => fromHex(frameHex));
const session = (sessionType: string, properties = null as null | { type: string }) =>
  ({ action: 'SessionType', sessionType, properties }) as const;
const kms = (challenge: string | null) =>
  ({ action: 'KMSEncryption', keyId: 'alias/sessions', challenge }) as const;
const request = (
  agentVersion: string,
  ...actions: Parameters<typeof writeHandshakeRequest>[0]['actions'][number][]
) => writeHandshakeRequest({ agentVersion, actions });
const processed = (status: number, ciphertext: string | null) => ({
  actionType: ciphertext === null ? 'SessionType' : 'KMSEncryption',
  status,
  dataKey: ciphertext === null ? null : { ciphertext, challengeAcknowledged: true },
  error: '',
});

/** Payloads that get somewhere, by the place they belong to. */
const payloads: readonly [Uint8Array, ...Uint8Array[]] = [
  ascii('x'),
  request('3.3.0.0', session('Standard_Stream')),
  request('3.3.0.0', session('Standard_Stream'), kms('AAAA')),
  request('3.3.0.0', session('InteractiveCommands'), kms(null)),
  request('3.3.0.0', session('Port', { type: 'LocalPortForwarding' })),
  request('3.1.1511.0', session('Port', { type: 'LocalPortForwarding' })),
  request('3', session('Port', { type: 'other' })),
  request('3.3.0.0', session('Dance')),
  request('3.3.0.0'),
  writeHandshakeComplete({ timeToCompleteNs: 1, customerMessage: 'Hello.' }),
  writeHandshakeResponse({ clientVersion: '1.2.700.0', actions: [processed(1, null)] }),
  writeHandshakeResponse({ clientVersion: '1.2.700.0', actions: [processed(1, null), processed(1, 'AAAA')] }),
  writeHandshakeResponse({ clientVersion: '1.1.69.0', actions: [processed(2, null)] }),
  writeChallenge(new Uint8Array(92)),
  writeChallenge(new Uint8Array(3)),
  writeSize({ cols: 80, rows: 24 }),
  writeFlag(1),
  writeFlag(3),
  writeExitCode(3),
  new Uint8Array(40),
  new Uint8Array(0),
  new Uint8Array(5000),
  smuxFrame(0, 3),
  smuxFrame(2, 3, ascii('data')),
  smuxFrame(1, 3),
  smuxFrame(3, 0),
  ascii('{"Challenge":1}'),
];
const types = [1, 1, 5, 6, 7, 8, 9, 10, 11, 12, 3, 99] as const;

/** A frame of AWS's with up to three bytes changed. */
export function bentFrame(choices: Choices): Uint8Array {
  const frame = (ofAws[choices.next() % ofAws.length] ?? new Uint8Array(0)).slice();
  for (let changes = choices.next() % 4; changes > 0; changes -= 1) {
    frame[(choices.next() * 256 + choices.next()) % frame.length] = choices.next();
  }
  return frame;
}

/** A valid frame of a stream: mostly the one awaited, sometimes older, sometimes early. */
export function streamFrame(messageType: DataMessageType, expected: number, choices: Choices): Uint8Array {
  const step = choices.next();
  const sequence = Math.max(0, expected + (step < 160 ? 0 : (step % 6) - 2));
  const type = choices.pick(types);
  const kind = choices.next();
  const payload = kind < 40 ? choices.bytes(kind % 20) : (payloads[kind % payloads.length] ?? payloads[0]);
  return frameOf(messageType, sequence, type, payload);
}

/** A valid frame outside the streams, whatever its payload is worth. */
export function otherFrame(sentNumbers: number, choices: Choices): Uint8Array {
  const sequence = choices.next() % (sentNumbers + 3);
  const acknowledgement = {
    AcknowledgedMessageType: 'any',
    AcknowledgedMessageId: make.newMessageId(),
    AcknowledgedMessageSequenceNumber: choices.pick([sequence, sequence, sequence, -1, 0.5, 2 ** 60]),
    IsSequentialMessage: true,
  };
  const kind = choices.next() % 12;
  if (kind < 8) return frameOf('acknowledge', 0, 0, ascii(JSON.stringify(acknowledgement)));
  const rest = ['channel_closed', 'pause_publication', 'start_publication', 'agent_session_state'] as const;
  return frameOf(rest[kind - 8] ?? 'acknowledge', 0, 0, choices.next() < 200 ? ascii('{}') : closed);
}

const closed = ascii(
  '{"MessageId":"","CreatedDate":"1","DestinationId":"","SessionId":"s","MessageType":"channel_closed","SchemaVersion":1,"Output":"Over."}',
);

function frameOf(
  messageType: DataMessageType,
  sequence: number,
  payloadType: number,
  payload: Uint8Array,
): Uint8Array {
  const rest = { schemaVersion: 1, createdDateMs: 1n, flags: 0n, messageId: make.newMessageId() };
  return encodeFrame(
    { messageType, sequenceNumber: BigInt(sequence), payloadType, payload, ...rest },
    sha256,
  );
}
