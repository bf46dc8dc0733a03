import { readMessageId, writeMessageId } from './message-id';
import { type DataMessageType, dataMessageTypes, type MessageTypes } from './message-type';

/** SHA-256, synchronous, handed in by the host: 32 bytes out. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Offset of the payload length field, which it does not count (data-channel paper section 4). */
export const headerLengthBytes = 116;
export const payloadOffsetBytes = 120;
/**
 * Longest frame taken. Real ones stay below 1.2 kB and a handshake with a long KMS blob at a few; a peer that
 * sends more than this is not one of ours, and reorder memory is counted on it.
 */
export const frameBytesMax = 1_048_576;

/** One frame without its digest, which the encoder computes. 64-bit fields are exact. */
export interface FrameFields<T extends string = DataMessageType> {
  readonly messageType: T;
  /** Always 1 from real ends. */
  readonly schemaVersion: number;
  /** Milliseconds since the epoch, never 0. */
  readonly createdDateMs: bigint;
  /** Signed on the wire. 0 for unsequenced messages. */
  readonly sequenceNumber: bigint;
  /** Bit 0 SYN, bit 1 FIN. Nobody reads them. */
  readonly flags: bigint;
  /** Lower-case hyphenated UUID, in text order. */
  readonly messageId: string;
  readonly payloadType: number;
  readonly payload: Uint8Array;
}

/** A decoded frame. `payload` and `payloadDigest` are views into the bytes that were decoded. */
export interface Frame<T extends string = DataMessageType> extends FrameFields<T> {
  readonly payloadDigest: Uint8Array;
}

/** Why a frame was refused. */
export type FrameFault =
  | 'too-short'
  | 'too-long'
  | 'header-length'
  | 'payload-length'
  | 'message-type'
  | 'created-date'
  | 'digest';

export type DecodedFrame<T extends string = DataMessageType> =
  | { readonly ok: true; readonly frame: Frame<T> }
  | { readonly ok: false; readonly fault: FrameFault };

/**
 * Reads one WebSocket binary message, strictly: what either real end refuses or dies of is refused, and what a
 * relay must not forward besides (data-channel paper sections 4.2 and 18). Never throws.
 * Pass `null` for `sha256` only where the digest was checked before.
 *
 * @example
 * const decoded = decodeFrame(bytes, sha256);
 * if (!decoded.ok) return drop(decoded.fault);
 */
export function decodeFrame(bytes: Uint8Array, sha256: Sha256 | null): DecodedFrame {
  return decodeFrameOf(dataMessageTypes, bytes, sha256);
}

/** As {@link decodeFrame}, for another list of message types: the control channel's. */
export function decodeFrameOf<T extends string>(
  types: MessageTypes<T>,
  bytes: Uint8Array,
  sha256: Sha256 | null,
): DecodedFrame<T> {
  if (bytes.length < payloadOffsetBytes) return refused('too-short');
  if (bytes.length > frameBytesMax) return refused('too-long');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== headerLengthBytes) return refused('header-length');
  if (view.getUint32(116) !== bytes.length - payloadOffsetBytes) return refused('payload-length');
  const messageType = types.get(readMessageType(bytes));
  if (messageType === undefined) return refused('message-type');
  const createdDateMs = view.getBigUint64(40);
  if (createdDateMs === 0n) return refused('created-date');
  const payload = bytes.subarray(payloadOffsetBytes);
  const payloadDigest = bytes.subarray(80, 112);
  if (sha256 !== null && !sameBytes(sha256(payload), payloadDigest)) return refused('digest');
  return {
    ok: true,
    frame: {
      messageType,
      schemaVersion: view.getUint32(36),
      createdDateMs,
      sequenceNumber: view.getBigInt64(48),
      flags: view.getBigUint64(56),
      messageId: readMessageId(bytes, 64),
      payloadDigest,
      payloadType: view.getUint32(112),
      payload,
    },
  };
}

/**
 * Writes one frame, its digest included. Throws RangeError on a message type longer than 32 ASCII characters,
 * a message id that is no UUID, or a payload that makes the frame longer than {@link frameBytesMax}.
 */
export function encodeFrame<T extends string>(fields: FrameFields<T>, sha256: Sha256): Uint8Array {
  const length = payloadOffsetBytes + fields.payload.length;
  if (length > frameBytesMax) throw new RangeError(`A frame of ${length} bytes is too long`);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, headerLengthBytes);
  writeMessageType(bytes, fields.messageType);
  view.setUint32(36, fields.schemaVersion);
  view.setBigUint64(40, fields.createdDateMs);
  view.setBigInt64(48, fields.sequenceNumber);
  view.setBigUint64(56, fields.flags);
  writeMessageId(bytes, 64, fields.messageId);
  bytes.set(sha256(fields.payload), 80);
  view.setUint32(112, fields.payloadType);
  view.setUint32(116, fields.payload.length);
  bytes.set(fields.payload, payloadOffsetBytes);
  return bytes;
}

function refused(fault: FrameFault): { ok: false; fault: FrameFault } {
  return { ok: false, fault };
}

// Both real parsers strip NULs, then whitespace: some peers pad with NULs.
function readMessageType(bytes: Uint8Array): string {
  let start = 4;
  let end = 36;
  while (start < end && isPadding(bytes[start])) start += 1;
  while (end > start && isPadding(bytes[end - 1])) end -= 1;
  let text = '';
  for (let i = start; i < end; i += 1) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

const isPadding = (byte: number | undefined): boolean => byte === 0x20 || byte === 0;

function writeMessageType(bytes: Uint8Array, messageType: string): void {
  if (!/^[\x21-\x7e]{1,32}$/.test(messageType)) throw new RangeError(`Not a message type: ${messageType}`);
  bytes.fill(0x20, 4, 36);
  for (let i = 0; i < messageType.length; i += 1) bytes[4 + i] = messageType.charCodeAt(i);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
