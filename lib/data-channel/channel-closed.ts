import { type FrameMaker, unsequencedFrame } from './frame-maker';
import { readObject, stringAt } from './json-shape';

/** The service's word that a session is over; `output` is the text for the person and may be empty. */
export interface ChannelClosed {
  readonly sessionId: string;
  /** The session's target, e.g. an instance id. */
  readonly destinationId: string;
  readonly output: string;
}

/** For either end, on the data channel or the agent's control channel (data-channel paper section 5.3). */
export function channelClosedFrame(make: FrameMaker, closed: ChannelClosed, nowMs: number): Uint8Array {
  const body = {
    MessageId: make.newMessageId(),
    // A JSON string, not a number: the agent throws the message away otherwise.
    CreatedDate: String(Math.trunc(nowMs)),
    DestinationId: closed.destinationId,
    SessionId: closed.sessionId,
    MessageType: 'channel_closed',
    SchemaVersion: 1,
    Output: closed.output,
  };
  return unsequencedFrame(make, 'channel_closed', body, nowMs);
}

/** Reads the payload; null when it has not that shape. `Output` may be absent toward an agent. */
export function readChannelClosed(payload: Uint8Array): ChannelClosed | null {
  const body = readObject(payload);
  if (body === null) return null;
  const sessionId = stringAt(body, 'SessionId');
  const destinationId = stringAt(body, 'DestinationId');
  if (sessionId === null || destinationId === null || stringAt(body, 'CreatedDate') === null) return null;
  return { sessionId, destinationId, output: stringAt(body, 'Output') ?? '' };
}
