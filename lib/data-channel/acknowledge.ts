import type { Frame } from './frame';
import { type FrameMaker, unsequencedFrame } from './frame-maker';
import { countAt, readObject, stringAt } from './json-shape';

/** What an acknowledgement says. Only the sequence number counts: it acknowledges exactly that one message. */
export interface Acknowledgement {
  readonly messageType: string;
  readonly messageId: string;
  readonly sequenceNumber: number;
}

/** Acknowledges one stream frame (data-channel paper section 5.1). */
export function acknowledgeFrame(make: FrameMaker, acknowledged: Frame, nowMs: number): Uint8Array {
  const body = {
    AcknowledgedMessageType: acknowledged.messageType,
    AcknowledgedMessageId: acknowledged.messageId,
    AcknowledgedMessageSequenceNumber: Number(acknowledged.sequenceNumber),
    IsSequentialMessage: true,
  };
  return unsequencedFrame(make, 'acknowledge', body, nowMs);
}

/** Reads the payload of an `acknowledge`; null when it has not that shape. */
export function readAcknowledgement(payload: Uint8Array): Acknowledgement | null {
  const body = readObject(payload);
  if (body === null) return null;
  const messageType = stringAt(body, 'AcknowledgedMessageType');
  const messageId = stringAt(body, 'AcknowledgedMessageId');
  const sequenceNumber = countAt(body, 'AcknowledgedMessageSequenceNumber');
  if (messageType === null || messageId === null || sequenceNumber === null) return null;
  return { messageType, messageId, sequenceNumber };
}
