import { type Frame, newFrame, synAndFin } from './frame';

/** What an `acknowledge` says (data-channel paper section 5.1). */
export interface Acknowledgement {
  messageType: string;
  messageId: string;
  sequenceNumber: number;
}

/** JSON of a payload as an object; an array, a bare value or broken JSON is refused. @throws SyntaxError, TypeError */
export function jsonObject(bytes: Uint8Array | string): Record<string, unknown> {
  const value: unknown = JSON.parse(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8'));
  if (!isRecord(value)) throw new TypeError('a JSON object was expected');
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that must be a string. @throws TypeError naming it */
export function stringOf(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
  return value;
}

/** A member that must be a number. @throws TypeError naming it */
export function numberOf(record: Record<string, unknown>, name: string): number {
  const value = record[name];
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number`);
  return value;
}

/** Acknowledges exactly this one frame; there is no cumulative meaning. */
export function acknowledgeFrame(received: Frame): Frame {
  const body = {
    AcknowledgedMessageType: received.messageType,
    AcknowledgedMessageId: received.messageId,
    AcknowledgedMessageSequenceNumber: Number(received.sequenceNumber),
    IsSequentialMessage: true,
  };
  return newFrame('acknowledge', JSON.stringify(body), { flags: synAndFin });
}

/** @throws SyntaxError, TypeError when the payload is not of section 5.1's shape */
export function readAcknowledgement(payload: Uint8Array): Acknowledgement {
  const body = jsonObject(payload);
  if (body.IsSequentialMessage !== true) throw new TypeError('IsSequentialMessage must be true');
  return {
    messageType: stringOf(body, 'AcknowledgedMessageType'),
    messageId: stringOf(body, 'AcknowledgedMessageId'),
    sequenceNumber: numberOf(body, 'AcknowledgedMessageSequenceNumber'),
  };
}

/** What a `channel_closed` says (section 5.3). */
export interface ChannelClosed {
  sessionId: string;
  destinationId: string;
  output: string;
}

/** AWS's agent discards the message when CreatedDate is no string or SchemaVersion no number: so do we. @throws TypeError */
export function readChannelClosed(payload: Uint8Array): ChannelClosed {
  const body = jsonObject(payload);
  stringOf(body, 'CreatedDate');
  numberOf(body, 'SchemaVersion');
  stringOf(body, 'MessageId');
  if (body.MessageType !== 'channel_closed') throw new TypeError('MessageType must be channel_closed');
  return {
    sessionId: stringOf(body, 'SessionId'),
    destinationId: stringOf(body, 'DestinationId'),
    output: stringOf(body, 'Output'),
  };
}
