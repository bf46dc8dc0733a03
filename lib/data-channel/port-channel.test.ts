import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { portReceiveBytesMax, portUnsentBytesMax } from './port-channel';
import { PortWire, type PortWireOptions } from './testing/port-wire';
import { ascii, textFrom, toHex } from './testing/tools';

const quiet = { greeting: new Uint8Array(0), hangsUpAfterBytes: Number.POSITIVE_INFINITY };
const calm: PortWireOptions = {
  seed: 1,
  drop: 0,
  duplicate: 0,
  reorder: 0,
  delayMs: 5,
  agentVersion: '3.3.0.0',
  mux: true,
  type: 'LocalPortForwarding',
  destination: quiet,
  takeMs: 0,
};
function started(options: Partial<PortWireOptions> = {}): PortWire {
  const wire = new PortWire({ ...calm, ...options });
  wire.start();
  wire.run(500);
  return wire;
}
const local = (wire: PortWire, connection: number): string =>
  textFrom(Uint8Array.from(wire.local.get(connection) ?? []));
const got = (wire: PortWire): string[] => wire.node.got.map((bytes) => textFrom(Uint8Array.from(bytes)));
const ends = (wire: PortWire): string[] =>
  wire.saw.flatMap((effect) => (effect.do === 'close' ? [effect.reason] : []));

describe('how a port travels', () => {
  test.each([
    ['smux', {}],
    ['basic', { mux: false }],
    ['plain', { type: '' }],
  ] as const)('%s', (mode, options) => {
    const wire = started(options);
    expect(wire.port.facts().mode).toBe(mode);
    const connection = wire.connect();
    wire.write(connection, ascii('hello'));
    wire.run(500);
    expect([local(wire, connection), got(wire)]).toEqual(['hello', ['hello']]);
  });

  test('an agent whose version this client shuts a gate for is told a version that shuts its own', () => {
    const wire = new PortWire({ ...calm, agentVersion: '3.3.0' });
    wire.start();
    wire.run(500);
    expect(wire.port.facts().mode).toBe('basic');
    expect(wire.agent.facts().clientVersion).toBe('1.1.69.0');
  });

  test('local programs are read once the session is ready, and what they said before is sent then', () => {
    const wire = new PortWire(calm);
    const connection = wire.connect();
    wire.write(connection, ascii('early'));
    expect(wire.reading).toBe(false);
    wire.start();
    wire.run(500);
    expect(wire.reading).toBe(true);
    expect(local(wire, connection)).toBe('early');
  });

  test('a lone line feed stays one: AWS’s client makes it a carriage return', () => {
    const wire = started({ mux: false });
    const connection = wire.connect();
    wire.write(connection, ascii('\n'));
    wire.run(500);
    expect(got(wire)).toEqual(['\n']);
  });
});

describe('smux', () => {
  test('connections end alone, from either side', () => {
    const wire = started({ destination: { greeting: ascii('hi '), hangsUpAfterBytes: 3 } });
    const [first, second] = [wire.connect(), wire.connect()];
    wire.write(first, ascii('abc'));
    wire.write(second, ascii('x'));
    wire.run(500);
    expect([local(wire, first), local(wire, second), wire.ended]).toEqual(['hi abc', 'hi x', [first]]);
    wire.close(second);
    const third = wire.connect();
    wire.write(third, ascii('y'));
    wire.run(500);
    expect([first, second, third]).toEqual([3, 5, 7]);
    expect([local(wire, third), wire.ended]).toEqual(['hi y', [first]]);
  });

  test('a local program that takes nothing stops the node at the limit, and all arrives once it does', () => {
    const limit = 262_144;
    const wire = started({ outputBytesMax: limit });
    const stuck = wire.connect();
    const size = 3 * limit;
    let sent = 0;
    let taken = 0;
    const pump = () => {
      for (; wire.reading && sent < size; sent += 65_536) wire.write(stuck, new Uint8Array(65_536));
      if (sent < size) wire.at(5, pump);
    };
    const deliver = wire.port.delivered.bind(wire.port);
    wire.port.delivered = (_, bytes) => {
      taken += bytes;
      return [];
    };
    pump();
    wire.run(60_000);
    expect(taken).toBeGreaterThan(limit / 2);
    expect(wire.heldBytesMost).toBeLessThanOrEqual(limit);
    wire.port.delivered = deliver;
    wire.host(wire.port.delivered(stuck, taken, wire.nowMs));
    wire.run(600_000);
    expect(wire.local.get(stuck)?.length).toBe(size);
    // Beside the limit only what came early before it was reached.
    expect(wire.heldBytesMost).toBeLessThanOrEqual(2 * limit);
  });

  test('local programs are read no more while much is unsent', () => {
    const wire = started();
    const connection = wire.connect();
    wire.write(connection, new Uint8Array(portUnsentBytesMax + 100_000));
    expect(wire.reading).toBe(false);
    wire.run(5000);
    expect(wire.reading).toBe(true);
  });

  test.each([
    ['before the session is ready', 1_000_000],
    ['while much is unsent', 5],
  ])(
    'local programs that are read nevertheless, %s, end the session rather than lose a byte',
    (_, delayMs) => {
      const wire = started({ delayMs });
      const connection = wire.connect();
      for (let i = 0; i < 20; i += 1) wire.write(connection, new Uint8Array(1_048_576));
      expect(ends(wire)).toEqual(['overrun']);
    },
  );

  test('what is no smux ends the session with a reason', () => {
    const wire = started();
    wire.toAgent(wire.agent.output(ascii('SSH-2.0-OpenSSH_9.6\r\n'), 'output', wire.nowMs));
    wire.run(100);
    expect(ends(wire)).toEqual(['port-broken']);
  });
});

describe('smux keep-alive', () => {
  test('is for agents of 3.1.1511.0 and before: every 10 s, and 30 s of silence are the end', () => {
    const wire = started({ agentVersion: '3.1.1511.0' });
    wire.run(29_000);
    expect(ends(wire)).toEqual([]);
    wire.run(2000);
    expect(ends(wire)).toEqual(['unanswered']);
    const later = started();
    later.run(120_000);
    expect(ends(later)).toEqual([]);
  });

  test('is kept up by whatever comes, and time without a connection does not count', () => {
    const wire = started({ agentVersion: '3.1.1511.0' });
    const connection = wire.connect();
    for (let i = 0; i < 5; i += 1) {
      wire.write(connection, ascii('x'));
      wire.run(20_000);
    }
    wire.dropClient();
    wire.run(100_000);
    wire.openClient();
    wire.run(20_000);
    expect(ends(wire)).toEqual([]);
  });
});

describe('basic mode', () => {
  test('what the node said before anybody connected is the first connection’s', () => {
    const wire = started({ mux: false, destination: { ...quiet, greeting: ascii('220 ready ') } });
    const connection = wire.connect();
    wire.write(connection, ascii('HELO'));
    wire.run(500);
    expect(local(wire, connection)).toBe('220 ready HELO');
  });

  test('a second program at the same time is turned away', () => {
    const wire = started({ mux: false });
    const [, second] = [wire.connect(), wire.connect()];
    expect(wire.ended).toEqual([second]);
  });

  test('the next connection gets nothing of the last: it waits until the node has let go of it', () => {
    const wire = started({ mux: false, destination: { ...quiet, greeting: ascii('hi ') } });
    const first = wire.connect();
    wire.write(first, ascii('one'));
    wire.run(5);
    wire.close(first);
    const second = wire.connect();
    wire.write(second, ascii('two'));
    wire.run(1000);
    expect(got(wire)).toEqual(['one', 'two']);
    expect(local(wire, second)).toBe('hi two');
  });

  test('in plain mode the end of the only connection is the end of the session', () => {
    const wire = started({ type: '' });
    const flags: number[] = [];
    const take = wire.node.take.bind(wire.node);
    wire.node.take = (effect, ...rest) => {
      if (effect.do === 'flag') flags.push(effect.flag);
      return take(effect, ...rest);
    };
    wire.close(wire.connect());
    wire.run(100);
    expect(flags).toEqual([2]);
  });
});

/** More by hand: `DATA_CHANNEL_RUNS=20000`. */
const runs = Math.ceil(Number(process.env.DATA_CHANNEL_RUNS ?? 150) / 2);
const part = (max: number) => fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100) * max);
const moments = fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 3 });

test(
  'every byte of every connection arrives once and in order, whatever the relay does',
  () => {
    const options = fc.record({
      seed: fc.integer({ min: 0, max: 0xffff_ffff }),
      drop: part(0.3),
      duplicate: part(0.3),
      reorder: part(0.4),
      delayMs: fc.integer({ min: 0, max: 200 }),
      mux: fc.constantFrom(true, true, false),
      takeMs: fc.constantFrom(0, 300),
    });
    const pieces = fc.array(
      fc.record({
        at: fc.nat(4000),
        connection: fc.nat(3),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 4000 }),
      }),
      { maxLength: 15 },
    );
    const property = fc.property(options, pieces, moments, moments, (harm, writes, cuts, agentCuts) => {
      const wire = new PortWire({ ...calm, ...harm });
      wire.start();
      for (const [ats, drop, open] of [
        [cuts, () => wire.dropClient(), () => wire.openClient()],
        [agentCuts, () => wire.dropAgent(), () => wire.openAgent()],
      ] as const) {
        for (const at of ats) {
          wire.at(at, drop);
          wire.at(at + 500, open);
        }
      }
      const connections = Array.from({ length: harm.mux ? 4 : 1 }, () => wire.connect());
      const expected = new Map(connections.map((connection) => [connection, '']));
      for (const { at, connection, bytes } of [...writes].sort((a, b) => a.at - b.at)) {
        const to = connections[connection % connections.length] ?? 0;
        expected.set(to, (expected.get(to) ?? '') + toHex(bytes));
        wire.at(at, () => wire.write(to, bytes));
      }
      wire.run(120_000);
      const reasons = ends(wire);
      const came = new Map(connections.map((to) => [to, toHex(Uint8Array.from(wire.local.get(to) ?? []))]));
      // Only the agent's 15 s for the handshake's answer may run out under such a relay.
      if (wire.agent.facts().phase === 'running') expect([came, reasons]).toEqual([expected, []]);
      else expect([...came.values()].join('')).toBe('');
      expect(wire.heldBytesMost).toBeLessThanOrEqual(portReceiveBytesMax);
    });
    fc.assert(property, { numRuns: runs });
  },
  10_000 + 60 * runs,
);
