import { describe, expect, test } from 'vitest';
import type { ClientChannel } from './client-channel';
import type { ClientEffect } from './effect';
import {
  type RequestedAction,
  readHandshakeResponse,
  writeHandshakeComplete,
  writeHandshakeRequest,
} from './handshake';
import { payloadType } from './payload-type';
import { writeChallenge } from './stream-payloads';
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

describe('the key that the session’s document names', () => {
  const key = 'arn:aws:kms:us-east-1:111122223333:key/abcd';
  const asking = (...actions: RequestedAction[]) =>
    output(
      0,
      writeHandshakeRequest({
        agentVersion: '3.3.0.0',
        actions: [{ action: 'SessionType', sessionType: 'Standard_Stream', properties: null }, ...actions],
      }),
      payloadType.handshakeRequest,
    );
  const kms = (keyId: string): RequestedAction => ({ action: 'KMSEncryption', keyId, challenge: null });
  const ended = (client: ClientChannel, frame: Uint8Array) => {
    const effects = client.receive(frame, 1);
    const statuses = stream(effects).flatMap(
      ({ payload }) => readHandshakeResponse(payload)?.actions.map(({ status }) => status) ?? [],
    );
    const close = effects.find((effect) => effect.do === 'close');
    return [
      close?.do === 'close' ? close.reason : null,
      statuses,
      effects.some((effect) => effect.do === 'output'),
    ];
  };

  test('is asked for, and no other', () => {
    const same = channel({ encryption: true, expectedKmsKeyId: key }).receive(asking(kms(key)), 1);
    expect(same).toContainEqual({ do: 'data-key', id: 1, keyId: key, challenge: null });
    const other = channel({ encryption: true, expectedKmsKeyId: key });
    expect(ended(other, asking(kms(`${key}0`)))).toEqual(['encryption-wrong-key', [1, 2], false]);
    const none = channel({ encryption: true, expectedKmsKeyId: null });
    expect(ended(none, asking(kms(key)))).toEqual(['encryption-wrong-key', [1, 2], false]);
  });

  test('is demanded: a node that does not ask for it is refused, with a handshake and without', () => {
    const options = { encryption: true, expectedKmsKeyId: key };
    expect(ended(channel(options), asking())).toEqual(['encryption-missing', [2], false]);
    expect(ended(channel(options), output(0, '$ '))).toEqual(['encryption-missing', [], false]);
  });

  test('is not demanded of ports, which AWS’s agent never encrypts, and null demands none of shells', () => {
    const port = writeHandshakeRequest({
      agentVersion: '3.3.0.0',
      actions: [{ action: 'SessionType', sessionType: 'Port', properties: {} }],
    });
    const client = channel({ expectedKmsKeyId: key });
    expect(ended(client, output(0, port, payloadType.handshakeRequest))).toEqual([null, [1], false]);
    expect(ended(channel({ expectedKmsKeyId: null }), asking())).toEqual([null, [1], false]);
    expect(ended(channel({ expectedKmsKeyId: null }), output(0, '$ '))).toEqual([null, [], true]);
  });

  test('is asked for once: a handshake that names two is refused', () => {
    const client = channel({ encryption: true });
    expect(ended(client, asking(kms(key), kms('alias/other')))).toEqual(['handshake-invalid', [], false]);
  });

  test('holds before anything is shown: output between request and end of the handshake is refused', () => {
    const client = channel({ encryption: true });
    client.receive(asking(kms(key)), 1);
    expect(ended(client, output(1, 'in the clear'))).toEqual(['handshake-invalid', [], false]);
  });

  test('a handshake cannot end while the host still opens its challenge', () => {
    const client = channel({ encryption: true });
    const [asked] = client.receive(asking(kms(key)), 1).filter((effect) => effect.do === 'data-key');
    if (asked?.do === 'data-key') client.settled(asked.id, { ok: true, bytes: ascii('blob') }, 2);
    const sealed = writeChallenge(new Uint8Array(92));
    client.receive(output(1, sealed, payloadType.challengeRequest), 3);
    const complete = writeHandshakeComplete({ timeToCompleteNs: 1, customerMessage: '' });
    expect(ended(client, output(2, complete, payloadType.handshakeComplete))[0]).toBe('handshake-invalid');
  });

  test('the end is the last effect, also when what broke it came early with more behind it', () => {
    const client = channel({ encryption: true });
    const [asked] = client.receive(asking(kms(key)), 1).filter((effect) => effect.do === 'data-key');
    if (asked?.do === 'data-key') client.settled(asked.id, { ok: true, bytes: ascii('blob') }, 2);
    client.receive(output(2, '{}', payloadType.handshakeComplete), 3);
    client.receive(output(3, new Uint8Array(40)), 3);
    const effects = client.receive(output(1, 'nothing', payloadType.parameter), 4);
    expect(effects.at(-1)).toMatchObject({ do: 'close', reason: 'handshake-invalid' });
  });

  test.each(['', 'x'.repeat(2049)])('with a name that KMS would not take is unreadable', (keyId) => {
    expect(ended(channel({ encryption: true }), asking(kms(keyId)))).toEqual([
      'handshake-invalid',
      [],
      false,
    ]);
  });
});
