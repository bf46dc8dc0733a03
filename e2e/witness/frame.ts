import { createHash, randomUUID } from 'node:crypto';

/** Offset of PayloadLength; the frame says this number first (data-channel paper section 4). */
const headerLength = 116;
const payloadOffset = headerLength + 4;

/** PayloadType of stream data (data-channel paper section 6). */
export const payloadType = {
  none: 0,
  output: 1,
  size: 3,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  challengeRequest: 8,
  challengeResponse: 9,
  flag: 10,
  stdErr: 11,
  exitCode: 12,
} as const;

/** Flags of unsequenced messages: SYN and FIN together (section 4.3). */
export const synAndFin = 3n;

/** One AgentMessage, fields as the paper names them. 64-bit fields are bigint: sequences pass 2^53 in the vectors. */
export interface Frame {
  messageType: string;
  schemaVersion: number;
  /** Epoch milliseconds; never 0. */
  createdDate: bigint;
  sequenceNumber: bigint;
  flags: bigint;
  /** Lower-case hyphenated UUID, in text order. */
  messageId: string;
  payloadType: number;
  payload: Buffer;
}

/** A frame that section 4.2 tells a careful end or relay to refuse; the message says which rule it broke. */
export class MalformedFrame extends Error {}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Fills in what every new frame has of its own: MessageId, CreatedDate, SchemaVersion. */
export function newFrame(
  messageType: string,
  payload: Uint8Array | string,
  fields: Partial<Pick<Frame, 'sequenceNumber' | 'flags' | 'payloadType'>> = {},
): Frame {
  return {
    messageType,
    schemaVersion: 1,
    createdDate: BigInt(Date.now()),
    sequenceNumber: fields.sequenceNumber ?? 0n,
    flags: fields.flags ?? 0n,
    messageId: randomUUID(),
    payloadType: fields.payloadType ?? payloadType.none,
    payload: Buffer.from(payload),
  };
}

/** The bytes on the wire; all integers big-endian. */
export function encodeFrame(frame: Frame): Buffer {
  const bytes = Buffer.alloc(payloadOffset + frame.payload.length);
  bytes.writeUInt32BE(headerLength, 0);
  bytes.write(frame.messageType.padEnd(32, ' '), 4, 32, 'latin1');
  bytes.writeUInt32BE(frame.schemaVersion, 36);
  bytes.writeBigUInt64BE(frame.createdDate, 40);
  bytes.writeBigInt64BE(frame.sequenceNumber, 48);
  bytes.writeBigUInt64BE(frame.flags, 56);
  wireUuid(frame.messageId).copy(bytes, 64);
  sha256(frame.payload).copy(bytes, 80);
  bytes.writeUInt32BE(frame.payloadType, 112);
  bytes.writeUInt32BE(frame.payload.length, headerLength);
  frame.payload.copy(bytes, payloadOffset);
  return bytes;
}

/** Reads one frame by the strictest reading of section 4.2. @throws MalformedFrame */
export function decodeFrame(bytes: Buffer): Frame {
  if (bytes.length < payloadOffset) throw new MalformedFrame(`${bytes.length} bytes, at least 120 needed`);
  if (bytes.readUInt32BE(0) !== headerLength) throw new MalformedFrame('HeaderLength is not 116');
  const payload = bytes.subarray(payloadOffset);
  if (bytes.readUInt32BE(headerLength) !== payload.length) throw new MalformedFrame('PayloadLength is wrong');
  if (!sha256(payload).equals(bytes.subarray(80, 112))) throw new MalformedFrame('digest does not match');
  const messageType = readMessageType(bytes);
  if (messageType === '') throw new MalformedFrame('MessageType is empty');
  const createdDate = bytes.readBigUInt64BE(40);
  if (createdDate === 0n) throw new MalformedFrame('CreatedDate is 0');
  return {
    messageType,
    schemaVersion: bytes.readUInt32BE(36),
    createdDate,
    sequenceNumber: bytes.readBigInt64BE(48),
    flags: bytes.readBigUInt64BE(56),
    messageId: textUuid(bytes.subarray(64, 80)),
    payloadType: bytes.readUInt32BE(112),
    payload,
  };
}

/** NUL padding is accepted beside spaces, as both real parsers do. */
function readMessageType(bytes: Buffer): string {
  const text = bytes.toString('latin1', 4, 36);
  let from = 0;
  let to = text.length;
  while (from < to && text[from] === '\0') from += 1;
  while (to > from && text[to - 1] === '\0') to -= 1;
  return text.slice(from, to).trim();
}

/** b8..b15 come first on the wire, then b0..b7 (section 4.1). */
function wireUuid(text: string): Buffer {
  const plain = Buffer.from(text.replaceAll('-', ''), 'hex');
  return Buffer.concat([plain.subarray(8), plain.subarray(0, 8)]);
}

function textUuid(wire: Buffer): string {
  const hex = wire.toString('hex', 8, 16) + wire.toString('hex', 0, 8);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
