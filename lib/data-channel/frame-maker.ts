import { encodeFrame, type Sha256 } from './frame';
import { type JsonObject, jsonBytes } from './json-shape';

/** What every maker of frames is handed: this room has neither a digest nor a source of ids of its own. */
export interface FrameMaker {
  readonly sha256: Sha256;
  /** A fresh lower-case UUID version 4, e.g. `() => crypto.randomUUID()`. */
  readonly newMessageId: () => string;
}

/** A frame's date. Never 0, which every reader refuses: a host's clock may start there in a test. */
export const createdDateMs = (nowMs: number): bigint => BigInt(Math.max(1, Math.trunc(nowMs)));

/** SYN and FIN, as both real ends put on messages outside the streams (data-channel paper section 4.3). */
const synFin = 3n;

/** A message outside the two streams: sequence 0, flags 3, payload type 0, JSON body. */
export function unsequencedFrame<T extends string>(
  make: FrameMaker,
  messageType: T,
  body: JsonObject,
  nowMs: number,
): Uint8Array {
  return encodeFrame(
    {
      messageType,
      schemaVersion: 1,
      createdDateMs: createdDateMs(nowMs),
      sequenceNumber: 0n,
      flags: synFin,
      messageId: make.newMessageId(),
      payloadType: 0,
      payload: jsonBytes(body),
    },
    make.sha256,
  );
}
