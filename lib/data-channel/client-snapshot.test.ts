import { describe, expect, test } from 'vitest';
import { ClientChannel, inputUnackedBytesMax, snapshotVersion } from './index';
import type { JsonObject } from './json-shape';
import { payloadType } from './payload-type';
import { acknowledgement, channel, output, shell, stream, typed } from './testing/client-end';
import { ascii, make, textFrom } from './testing/tools';

const copied = (client: ClientChannel, limits = {}): JsonObject =>
  JSON.parse(JSON.stringify(client.snapshot(limits)));

function restored(client: ClientChannel, limits = {}): ClientChannel {
  const other = ClientChannel.restore(copied(client, limits), make, 1000);
  if (other === null) throw new Error('not restored');
  return other;
}

describe('a client that goes on in another page', () => {
  test('counts on in both streams and sends the unacknowledged frames as they were', () => {
    const client = shell();
    const sent = stream(client.type(ascii('ls\r'), 1));
    client.receive(output(1, 'more'), 2);
    client.drained(6, 3);
    const other = restored(client);
    expect(other.facts()).toMatchObject({ phase: 'ready', connected: false, unackedInputBytes: 3 });
    const effects = other.opened('new token', 1001);
    expect(effects[0]).toMatchObject({ do: 'send-text' });
    expect(stream(effects)).toEqual(sent);
    expect(stream(other.type(ascii('x'), 1002)).map(({ sequenceNumber }) => sequenceNumber)).toEqual([1n]);
    expect(acknowledgement(other.receive(output(1, 'more'), 1003))).toEqual([1]);
    expect(other.receive(output(2, 'new'), 1004)).toContainEqual({
      do: 'output',
      stream: 'output',
      bytes: ascii('new'),
    });
  });

  test('keeps its client id, which a service may hold a session by', () => {
    const client = shell();
    const other = restored(client);
    const texts = other.opened('t', 1).flatMap((effect) => (effect.do === 'send-text' ? [effect.text] : []));
    expect(texts.map((text) => JSON.parse(text).ClientId)).toEqual([client.snapshot()?.clientId]);
  });

  test('gives out again what was acknowledged and not drawn, in order and before anything new', () => {
    const client = shell();
    client.receive(output(1, 'abc'), 1);
    client.receive(output(2, 'oops', payloadType.stdErr), 1);
    client.drained(3, 2);
    expect(restored(client).wake(1000)).toEqual([
      { do: 'output', stream: 'output', bytes: ascii('bc') },
      { do: 'output', stream: 'error', bytes: ascii('oops') },
    ]);
  });

  test('keeps what came early: it was acknowledged, so the node will not send it again', () => {
    const client = shell();
    client.receive(output(2, 'c'), 1);
    const other = restored(client);
    other.opened('t', 1);
    const effects = other.receive(output(1, 'b'), 2);
    expect(effects.flatMap((effect) => (effect.do === 'output' ? [textFrom(effect.bytes)] : []))).toEqual([
      'b',
      'c',
    ]);
  });

  test('types what was unsent, after the size that was not told', () => {
    const client = channel();
    client.type(ascii('typed early'), 1);
    client.resize(90, 30, 1);
    const other = restored(client);
    other.opened('t', 1);
    expect(typed(other.receive(output(0, '$ '), 2))).toBe('{"cols":90,"rows":30}typed early');
  });

  test('is not changed by bytes that its host moved to another thread', () => {
    const client = shell();
    const effect = client.receive(output(1, 'kept'), 1).find(({ do: what }) => what === 'output');
    if (effect?.do === 'output') structuredClone(effect.bytes, { transfer: [effect.bytes.buffer] });
    client.drained(2, 1);
    expect(restored(client).wake(1)).toEqual([{ do: 'output', stream: 'output', bytes: ascii('kept') }]);
  });

  test('has no snapshot once it is closed', () => {
    const client = shell();
    client.end('', 1);
    expect(client.snapshot()).toBeNull();
  });
});

describe('a snapshot within limits', () => {
  test('keeps the newest output, says what is lost, and the stream goes on behind early frames given up', () => {
    const client = shell();
    client.receive(output(1, 'old'), 1);
    client.receive(output(3, 'early'), 1);
    const other = restored(client, { outputBytesMax: 4 });
    expect(other.wake(1)).toEqual([{ do: 'given-up', inputBytes: 0, outputBytes: 10 }]);
    other.opened('t', 2);
    const effects = [...other.receive(output(2, '2'), 3), ...other.receive(output(4, '4'), 3)];
    expect(effects.flatMap((effect) => (effect.do === 'output' ? [textFrom(effect.bytes)] : []))).toEqual([
      '2',
      '4',
    ]);
  });

  test('cuts the oldest of what was not drawn', () => {
    const client = shell();
    client.drained(2, 1);
    client.receive(output(1, 'abcdef'), 1);
    client.drained(2, 1);
    expect(restored(client, { outputBytesMax: 3 }).wake(1)).toEqual([
      { do: 'given-up', inputBytes: 0, outputBytes: 1 },
      { do: 'output', stream: 'output', bytes: ascii('def') },
    ]);
  });

  test('takes unsent input whole or not at all, and never loses unacknowledged input', () => {
    const client = shell();
    client.type(new Uint8Array(100_000), 1);
    client.drained(2, 1);
    const unsent = client.facts().unsentInputBytes;
    const without = restored(client, { inputBytesMax: unsent - 1 });
    expect(without.wake(1)).toEqual([{ do: 'given-up', inputBytes: unsent, outputBytes: 0 }]);
    expect(without.facts()).toMatchObject({
      unsentInputBytes: 0,
      unackedInputBytes: inputUnackedBytesMax,
    });
    expect(restored(client, { inputBytesMax: unsent }).facts().unsentInputBytes).toBe(unsent);
  });

  test('of a full client is below 300 kB when everything that may be given up is', () => {
    const client = shell();
    for (let i = 0; i < 600; i += 1) client.type(new Uint8Array(200), 1);
    for (let i = 0; i < 600; i += 1) client.interrupt(1);
    for (let i = 0; i < 9000; i += 1) client.receive(output(2 + i, 'x'.repeat(1024)), 1);
    expect(client.facts().heldOutputBytes).toBeGreaterThan(9_000_000);
    const text = JSON.stringify(client.snapshot({ inputBytesMax: 0, outputBytesMax: 0 }));
    expect(text.length).toBeLessThan(300_000);
  });

  test('keeps flags and exit codes, but not without end', () => {
    const client = shell();
    client.receive(output(2, 'EXIT_CODE: 3', payloadType.exitCode), 1);
    const other = restored(client, { outputBytesMax: 0 });
    other.opened('t', 1);
    expect(other.receive(output(1, 'b'), 2)).toContainEqual({ do: 'exit-code', code: 3 });
    for (let i = 0; i < 20; i += 1) client.receive(output(3 + i, 'f'.repeat(10_000), 99), 1);
    expect(JSON.stringify(client.snapshot({ outputBytesMax: 0 })).length).toBeLessThan(100_000);
  });
});

describe('what is no snapshot is not restored', () => {
  const good = (): Record<string, unknown> => {
    const client = shell();
    client.type(ascii('x'), 1);
    client.receive(output(3, 'early'), 1);
    return { ...copied(client) };
  };
  const frame = (): string => {
    const client = shell();
    client.type(ascii('x'), 1);
    return client.snapshot()?.sender.unacked[0] ?? '';
  };

  test('the good one is', () => {
    expect(ClientChannel.restore(good(), make, 1)).not.toBeNull();
  });

  test.each<[string, Record<string, unknown>]>([
    ['of another version', { version: snapshotVersion + 1 }],
    ['of a closed client', { phase: 'closed' }],
    ['without a client id', { clientId: null }],
    ['with a negative number', { expected: -1 }],
    ['with a number no double holds', { questions: 2 ** 53 }],
    ['with a frame that is none', { sender: { next: 1, unacked: ['AAAA'] } }],
    ['with bytes that are no base64', { sender: { next: 1, unacked: ['!'] } }],
    ['with a frame from the future', { sender: { next: 0, unacked: [frame()] } }],
    ['with a frame twice', { sender: { next: 9, unacked: [frame(), frame()] } }],
    ['with an early frame that is not early', { expected: 3 }],
    ['with an early frame too far ahead', { waiting: [[100_000, 1, '']] }],
    ['with an early frame twice', { waiting: [3, 3].map((sequence) => [sequence, 1, '']) }],
    ['with a size no terminal has', { wantedSize: { cols: 0, rows: 24 } }],
    ['with more input than fits', { queue: [[1, 'A'.repeat(24 * 1_048_576)]] }],
    ['with sealed output and no key', { opening: [[1, 'AAAA', true]] }],
    ['with an agreement that nobody requested', { handshake: { request: null, responded: true } }],
    ['with output on a third stream', { undrained: [['log', '']] }],
    ['with one member too many in a list', { queue: [[1, '', 2]] }],
  ])('%s', (_, change) => {
    expect(ClientChannel.restore({ ...good(), ...change }, make, 1)).toBeNull();
  });

  test.each([null, 'text', [], {}, 7])('%j', (value) => {
    expect(ClientChannel.restore(value, make, 1)).toBeNull();
  });

  test('nor is one that lacks any member', () => {
    for (const key of Object.keys(good())) {
      const { [key]: _, ...less } = good();
      expect([key, ClientChannel.restore(less, make, 1)]).toEqual([key, null]);
    }
  });
});
