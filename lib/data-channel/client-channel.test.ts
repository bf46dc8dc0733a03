import { describe, expect, test } from 'vitest';
import type { ClientChannel } from './client-channel';
import { inputUnackedBytesMax } from './client-input';
import type { ClientEffect } from './effect';
import { inputQueueBytesMax } from './input-queue';
import { payloadType } from './payload-type';
import { pausePublicationFrame, startPublicationFrame } from './publication';
import { acknowledgeAll, acknowledgement, channel, output, shell, stream, typed } from './testing/client-end';
import { ascii, make, textFrom } from './testing/tools';

describe('receiving', () => {
  test('a frame is acknowledged by its own number and id, and given out', () => {
    const frame = output(0, '$ ');
    const effects = channel().receive(frame, 5);
    expect(acknowledgement(effects)).toEqual([0]);
    expect(effects).toContainEqual({ do: 'output', stream: 'output', bytes: ascii('$ ') });
  });

  test('a frame that came before is acknowledged again and given out once', () => {
    const client = shell();
    const effects = client.receive(output(0, '$ '), 5);
    expect(acknowledgement(effects)).toEqual([0]);
    expect(effects.filter((effect) => effect.do === 'output')).toEqual([]);
  });

  test('early frames are acknowledged at once and given out in order', () => {
    const client = channel();
    expect(acknowledgement(client.receive(output(1, 'b'), 1))).toEqual([1]);
    const effects = client.receive(output(0, 'a'), 2);
    const texts = effects.flatMap((effect) => (effect.do === 'output' ? [textFrom(effect.bytes)] : []));
    expect(texts).toEqual(['a', 'b']);
  });

  test('stderr, exit code and flags are told apart', () => {
    const client = shell();
    const effects = [
      output(1, 'oops', payloadType.stdErr),
      output(2, 'EXIT_CODE: 3', payloadType.exitCode),
      output(3, Uint8Array.of(0, 0, 0, 3), payloadType.flag),
    ].flatMap((frame) => client.receive(frame, 1));
    expect(effects.filter((effect) => effect.do !== 'send' && effect.do !== 'wake')).toEqual([
      { do: 'output', stream: 'error', bytes: ascii('oops') },
      { do: 'exit-code', code: 3 },
      { do: 'flag', flag: 3 },
    ]);
  });

  test('malformed frames are counted and change nothing', () => {
    const client = shell();
    const bad = output(1, 'x');
    bad[120] = 0x79;
    expect(client.receive(bad, 1)).toEqual([]);
    expect(client.receive(ascii('{"a":1}'), 1)).toEqual([]);
    expect(client.facts()).toMatchObject({ droppedFrames: 2, lastFault: 'too-short', phase: 'ready' });
  });

  test('publication messages and an agent’s state mean nothing to a client', () => {
    const client = shell();
    expect(client.receive(pausePublicationFrame(make, 1), 1)).toEqual([]);
    expect(client.receive(startPublicationFrame(make, 1), 1)).toEqual([]);
  });
});

describe('input', () => {
  test('a paste is cut into 1024-byte frames and at most 64 KiB of it is in flight', () => {
    const client = shell();
    const effects = client.type(new Uint8Array(200_000), 1);
    expect(stream(effects)).toHaveLength(64);
    expect(stream(effects).every(({ payload }) => payload.length === 1024)).toBe(true);
    expect(client.facts().unsentInputBytes).toBe(200_000 - inputUnackedBytesMax);
    // Each acknowledgement makes room for one more.
    expect(stream(acknowledgeAll(client, effects.slice(0, 1), 2))).toHaveLength(1);
  });

  test('keystrokes behind a full window travel together, none lost', () => {
    const client = shell();
    let sent: ClientEffect[] = [];
    for (let i = 0; i < 1000; i += 1) sent = [...sent, ...client.type(ascii('k'), 1)];
    const frames = stream(sent).length;
    expect(frames).toBeLessThan(300);
    while (stream(sent).length > 0) sent = acknowledgeAll(client, sent, 2);
    expect(client.facts()).toMatchObject({ unsentInputBytes: 0, unackedInputBytes: 0 });
  });

  test('Ctrl-C goes ahead of what is unsent, throws it away and says how much', () => {
    const client = shell();
    client.type(new Uint8Array(100_000), 1);
    const effects = client.interrupt(2);
    expect(effects).toContainEqual({ do: 'input-discarded', bytes: 100_000 - 65_536, why: 'interrupt' });
    expect(typed(effects)).toBe('\x03');
    expect(client.facts().unsentInputBytes).toBe(0);
  });

  test('Ctrl-C before the node listens is all that is sent when it does', () => {
    const client = channel();
    client.type(ascii('rm -rf /tmp/x\r'), 1);
    expect(client.interrupt(2)).toContainEqual({ do: 'input-discarded', bytes: 14, why: 'interrupt' });
    expect(typed(client.receive(output(0, '$ '), 3))).toBe('\x03');
  });

  test('a queue past its limit takes no more, and says so', () => {
    const client = channel();
    expect(client.type(new Uint8Array(inputQueueBytesMax), 1)).toEqual([]);
    expect(client.type(ascii('x'), 1)).toEqual([{ do: 'input-discarded', bytes: 1, why: 'queue-full' }]);
  });

  test('a flag keeps its place behind what was typed', () => {
    const client = channel();
    client.type(ascii('last words'), 1);
    client.sendFlag(1, 1);
    client.type(ascii('next'), 1);
    const frames = stream(client.receive(output(0, '$ '), 2));
    expect(frames.map(({ payloadType: type }) => type)).toEqual([1, 10, 1]);
  });

  test('a size that did not change is not sent again', () => {
    const client = shell();
    expect(stream(client.resize(80, 24, 1))).toHaveLength(1);
    expect(stream(client.resize(80, 24, 2))).toHaveLength(0);
    expect(stream(client.resize(81, 24, 3))).toHaveLength(1);
  });
});

describe('output that nobody draws', () => {
  const kib = new Uint8Array(1024);

  test('is taken up to the limit, then refused without acknowledgement and the connection given up', () => {
    const client = channel({ outputBytesMax: 4096 });
    for (let i = 0; i < 4; i += 1) expect(acknowledgement(client.receive(output(i, kib), 1))).toEqual([i]);
    expect(client.receive(output(4, kib), 2)).toEqual([{ do: 'disconnect' }]);
    expect(client.receive(output(5, kib), 2)).toEqual([]);
    expect(client.facts().heldOutputBytes).toBe(4096);
    client.dropped(3);
    expect(client.drained(1024, 4)).toEqual([]);
    expect(client.drained(1024, 5)).toEqual([{ do: 'reconnect' }]);
    client.opened('again', 6);
    expect(acknowledgement(client.receive(output(4, kib), 7))).toEqual([4]);
  });

  test('early frames past the limit are refused alone, and the awaited one still goes through', () => {
    const client = channel({ outputBytesMax: 4096 });
    for (let i = 1; i < 5; i += 1) expect(acknowledgement(client.receive(output(i, kib), 1))).toEqual([i]);
    expect(client.receive(output(5, kib), 2)).toEqual([]);
    const effects = client.receive(output(0, kib), 3);
    expect(effects.filter((effect) => effect.do === 'output')).toHaveLength(5);
  });
});

/** Wakes a client every second; how it closed, if it did. */
/** Wakes it every second; answers when it asked for a new connection. */
function wakeUntil(client: ClientChannel, fromMs: number, untilMs: number): number[] {
  const renewals: number[] = [];
  for (let nowMs = fromMs; nowMs <= untilMs; nowMs += 1000) {
    const effects = client.wake(nowMs);
    expect(effects.filter((effect) => effect.do === 'close')).toEqual([]);
    if (effects.some((effect) => effect.do === 'reconnect')) renewals.push(nowMs);
  }
  return renewals;
}

describe('life and end', () => {
  test('a timer that fires early is asked for again', () => {
    const client = shell();
    const asked = client.type(ascii('x'), 0).find((effect) => effect.do === 'wake');
    expect(asked).toEqual({ do: 'wake', atMs: 200 });
    expect(client.wake(199)).toEqual([asked]);
    expect(stream(client.wake(200))).toHaveLength(1);
  });

  test('facts tell a silent node: since when something is unacknowledged and when it was last heard', () => {
    const client = shell();
    const effects = client.type(ascii('x'), 1000);
    expect(client.facts()).toMatchObject({ oldestUnackedSinceMs: 1000, lastHeardMs: 0, lastRttMs: null });
    acknowledgeAll(client, effects, 1042);
    expect(client.facts()).toMatchObject({ oldestUnackedSinceMs: null, lastHeardMs: 1042, lastRttMs: 42 });
  });

  test('a silent node never ends a shell: the connection is made anew, ever less often, while the silence is counted on', () => {
    const client = shell();
    client.type(ascii('x'), 0);
    expect(wakeUntil(client, 0, 3_600_000).slice(0, 6)).toEqual([
      30_000, 91_000, 212_000, 453_000, 754_000, 1_055_000,
    ]);
    client.dropped(3_600_500);
    client.opened('again', 3_601_000);
    expect(client.facts().oldestUnackedSinceMs).toBe(0);
    client.receive(output(1, 'back'), 3_601_100);
    expect(client.facts()).toMatchObject({ phase: 'ready', oldestUnackedSinceMs: 3_601_000 });
    expect(wakeUntil(client, 3_602_000, 3_640_000)).toEqual([3_632_000]);
  });

  test('output that goes on without its next part ends the shell: a client of another state acknowledged that', () => {
    const client = shell();
    let effects: ClientEffect[] = [];
    for (let i = 0; i < 118; i += 1) effects.push(...client.receive(output(2 + i, 'later'), 1000 * i));
    expect(effects.filter((effect) => effect.do === 'close')).toEqual([]);
    effects = client.receive(output(1, 'found'), 118_000);
    expect(effects.filter((effect) => effect.do === 'output')).toHaveLength(119);
    for (let i = 0; i < 122; i += 1)
      effects.push(...client.receive(output(200 + i, 'later'), 1000 * (118 + i)));
    expect(effects.at(-1)).toMatchObject({ do: 'close', reason: 'output-missing' });
  });

  test('a node that was away for an hour is not held to have skipped anything', () => {
    const client = shell();
    client.receive(output(2, 'early'), 1);
    const effects = [
      ...client.receive(output(3, 'early too'), 3_600_000),
      ...client.receive(output(1, 'late'), 3_600_100),
    ];
    expect(effects.filter((effect) => effect.do === 'output')).toHaveLength(3);
  });

  test('a machine that slept over its socket does not hold that against the node', () => {
    const client = shell();
    client.type(ascii('x'), 0);
    wakeUntil(client, 0, 10_000);
    expect(wakeUntil(client, 8 * 3_600_000, 8 * 3_600_000 + 10_000)).toEqual([]);
  });

  test('time without a connection is not held against the node', () => {
    const client = shell();
    client.type(ascii('x'), 0);
    client.dropped(1);
    wakeUntil(client, 1, 600_000);
    client.opened('again', 600_000);
    expect(client.facts().oldestUnackedSinceMs).toBe(600_000);
    expect(wakeUntil(client, 600_000, 629_000)).toEqual([]);
  });

  test('nothing is sent without a connection, and the size of the end is sent after it', () => {
    const client = shell();
    client.dropped(1);
    expect([client.type(ascii('a'), 2), client.resize(100, 30, 2), client.resize(120, 40, 3)].flat()).toEqual(
      [],
    );
    expect(client.wake(500)).toEqual([]);
    const effects = client.opened('again', 1000);
    expect(effects[0]).toMatchObject({ do: 'send-text' });
    expect(stream(effects).map(({ payload }) => textFrom(payload))).toEqual(['{"cols":120,"rows":40}', 'a']);
  });

  test('a resume says the same client id with a new request id', () => {
    const client = channel();
    const open = (effects: ClientEffect[]) =>
      effects.flatMap((effect) => (effect.do === 'send-text' ? [JSON.parse(effect.text)] : []))[0];
    client.dropped(1);
    const second = open(client.opened('two', 2));
    client.dropped(3);
    const third = open(client.opened('three', 4));
    expect([second.TokenValue, third.TokenValue]).toEqual(['two', 'three']);
    expect(second.ClientId).toBe(third.ClientId);
    expect(second.RequestId).not.toBe(third.RequestId);
  });

  test('frames of a connection that is gone are ignored', () => {
    const client = shell();
    client.dropped(1);
    expect(client.receive(output(1, 'late'), 2)).toEqual([]);
  });

  test('an end by the host reports input that was never sent, and is the last effect', () => {
    const client = channel();
    client.type(ascii('unsent'), 1);
    const effects = client.end('You closed this shell.', 2);
    expect(effects).toEqual([
      { do: 'input-discarded', bytes: 6, why: 'closed' },
      { do: 'phase', phase: 'closed', connected: false },
      { do: 'close', reason: 'closed-by-host', text: 'You closed this shell.' },
    ]);
    expect([client.opened('t', 3), client.wake(4), client.end('again', 5)].flat()).toEqual([]);
  });
});
