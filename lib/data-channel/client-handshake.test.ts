import { describe, expect, test } from 'vitest';
import type { ClientEffect } from './effect';
import {
  type RequestedAction,
  readHandshakeResponse,
  writeHandshakeComplete,
  writeHandshakeRequest,
} from './handshake';
import { payloadType } from './payload-type';
import { acknowledgeAll, acknowledgement, channel, output, stream } from './testing/client-end';
import { ascii } from './testing/tools';

describe('handshake', () => {
  const request = (...actions: RequestedAction[]): Uint8Array =>
    output(0, writeHandshakeRequest({ agentVersion: '3.3.0.0', actions }), payloadType.handshakeRequest);
  const session = (sessionType: string): RequestedAction => ({
    action: 'SessionType',
    sessionType,
    properties: null,
  });
  const complete = (sequence: number): Uint8Array =>
    output(
      sequence,
      writeHandshakeComplete({ timeToCompleteNs: 1, customerMessage: 'Hello.' }),
      payloadType.handshakeComplete,
    );
  const answer = (effects: readonly ClientEffect[]) => {
    const frame = stream(effects)[0];
    return frame && readHandshakeResponse(frame.payload);
  };

  test.each(['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands'])(
    '%s is agreed to',
    (type) => {
      const client = channel();
      expect(answer(client.receive(request(session(type)), 1))).toEqual({
        clientVersion: '1.2.700.0',
        actions: [{ actionType: 'SessionType', status: 1, dataKey: null, error: '' }],
      });
      expect(client.facts()).toMatchObject({
        sessionType: type,
        agentVersion: '3.3.0.0',
        phase: 'handshake',
      });
    },
  );

  test('a port is asked for without smux, which this host does not speak', () => {
    expect(answer(channel().receive(request(session('Port')), 1))?.clientVersion).toBe('1.1.69.0');
    expect(answer(channel({ mux: true }).receive(request(session('Port')), 1))?.clientVersion).toBe(
      '1.2.700.0',
    );
  });

  test('is answered once: a second request is acknowledged and ignored', () => {
    const client = channel();
    client.receive(request(session('Standard_Stream')), 1);
    const second = client.receive(output(1, writeHandshakeRequest({ agentVersion: '3', actions: [] }), 5), 2);
    expect(acknowledgement(second)).toEqual([1]);
    expect(stream(second)).toEqual([]);
  });

  test('input waits for its end and 10 ms more, the size first', () => {
    const client = channel();
    client.type(ascii('ls\r'), 0);
    client.resize(80, 24, 0);
    const first = client.receive(request(session('NonInteractiveCommands')), 1);
    acknowledgeAll(client, first, 1);
    const effects = client.receive(complete(1), 2);
    expect(effects).toContainEqual({ do: 'notice', text: 'Hello.' });
    expect(stream(effects)).toEqual([]);
    expect(effects).toContainEqual({ do: 'wake', atMs: 12 });
    expect(stream(client.wake(12)).map(({ payloadType: type }) => type)).toEqual([3, 1]);
  });

  test('that came early is handled in its turn', () => {
    const client = channel();
    client.receive(complete(1), 1);
    expect(client.facts().phase).toBe('waiting');
    const effects = client.receive(request(session('Standard_Stream')), 2);
    expect(answer(effects)).toBeTruthy();
    expect(effects).toContainEqual({ do: 'notice', text: 'Hello.' });
  });

  test('of a kind that this host cannot show ends with a reason after saying so', () => {
    const effects = channel({ sessionTypes: ['Standard_Stream'] }).receive(request(session('Port')), 1);
    expect(answer(effects)?.actions).toMatchObject([{ actionType: 'SessionType', status: 2 }]);
    expect(effects.at(-1)).toMatchObject({ do: 'close', reason: 'session-type-unsupported' });
  });

  test('with an unknown action says that it is unsupported', () => {
    const effects = channel().receive(
      request(session('Standard_Stream'), { action: 'unknown', actionType: 'Dance' }),
      1,
    );
    expect(answer(effects)?.actions).toMatchObject([{ status: 1 }, { actionType: 'Dance', status: 3 }]);
  });

  test.each([
    ['unreadable', output(0, '{}', payloadType.handshakeRequest)],
    ['a challenge before any key', output(0, '{"Challenge":"eA=="}', payloadType.challengeRequest)],
    ['an end before its beginning', complete(0)],
  ])('that is %s ends with a reason', (_, frame) => {
    expect(channel().receive(frame, 1).at(-1)).toMatchObject({ do: 'close', reason: 'handshake-invalid' });
  });
});
