import { acknowledgeFrame } from '../acknowledge';
import { ClientChannel } from '../client-channel';
import type { ClientChannelOptions } from '../client-facts';
import type { ClientEffect } from '../effect';
import { decodeFrame, encodeFrame, type Frame } from '../frame';
import { payloadType } from '../payload-type';
import { ascii, make, sha256, textFrom } from './tools';

/** A client whose WebSocket opened at 0 ms. */
export function channel(options: Partial<ClientChannelOptions> = {}): ClientChannel {
  const client = new ClientChannel({ ...make, clientId: make.newMessageId(), ...options });
  client.opened('token', 0);
  return client;
}

/** A frame from the node. */
export function output(
  sequence: number,
  payload: Uint8Array | string,
  type: number = payloadType.output,
): Uint8Array {
  return encodeFrame(
    {
      messageType: 'output_stream_data',
      schemaVersion: 1,
      createdDateMs: 1n,
      sequenceNumber: BigInt(sequence),
      flags: 0n,
      messageId: make.newMessageId(),
      payloadType: type,
      payload: typeof payload === 'string' ? ascii(payload) : payload,
    },
    sha256,
  );
}

/** The frames among the effects. */
export function sentFrames(effects: readonly ClientEffect[]): Frame[] {
  return effects.flatMap((effect) => {
    const decoded = effect.do === 'send' ? decodeFrame(effect.frame, sha256) : null;
    return decoded?.ok ? [decoded.frame] : [];
  });
}
export const stream = (effects: readonly ClientEffect[]): Frame[] =>
  sentFrames(effects).filter(({ messageType }) => messageType === 'input_stream_data');
export const typed = (effects: readonly ClientEffect[]): string =>
  stream(effects)
    .map(({ payload }) => textFrom(payload))
    .join('');
export const acknowledgement = (effects: readonly ClientEffect[]): unknown[] =>
  sentFrames(effects)
    .filter(({ messageType }) => messageType === 'acknowledge')
    .map(({ payload }) => JSON.parse(textFrom(payload)).AcknowledgedMessageSequenceNumber);

/** A shell that has shown its prompt at 0 ms. */
export function shell(options: Partial<ClientChannelOptions> = {}): ClientChannel {
  const client = channel(options);
  client.receive(output(0, '$ '), 0);
  return client;
}

/** Acknowledges everything that the effects sent. */
export function acknowledgeAll(
  client: ClientChannel,
  effects: readonly ClientEffect[],
  nowMs: number,
): ClientEffect[] {
  return stream(effects).flatMap((frame) => client.receive(acknowledgeFrame(make, frame, nowMs), nowMs));
}
