import { expect, test } from 'vitest';
import type { Program } from '../witness/agent-program';
import { BareAgent } from '../witness/bare-agent';
import type { WireFaults } from '../witness/lossy-direction';
import { LossyWire } from '../witness/lossy-wire';
import { bareEcho, smuxEcho } from '../witness/smux-echo';
import { TrivialRelay } from '../witness/trivial-relay';
import { LibraryPort } from './library-port';

const instanceId = 'mi-0123456789abcdef0';
const properties = { portNumber: '5432', type: 'LocalPortForwarding' };
/** Different in every place and for every connection, and no text. */
const bytesOf = (connection: number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => 5 + ((at * 7919 + (at >> 8) * 31 + connection * 17) % 251)));

/** A port session between the library and an agent that knows only the papers. */
async function portScene(program: () => Program, options: { mux?: boolean; faults?: WireFaults } = {}) {
  const relay = await TrivialRelay.open();
  const wire = await LossyWire.open({ target: relay.url, ...(options.faults ?? { seed: 1 }) });
  const agent = await BareAgent.connect({
    instanceId,
    endpoint: relay.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret' },
    program,
  });
  await relay.connected(instanceId);
  const ticket = relay.startSession(instanceId, { sessionType: 'Port', properties });
  const port = await LibraryPort.open(
    { ...ticket, StreamUrl: wire.through(ticket.StreamUrl) },
    { mux: options.mux ?? true, resume: () => relay.resumeSession(ticket.SessionId) },
  );
  const session = await agent.nextSession();
  const close = async () => {
    port.end();
    agent.stop();
    await wire.close();
    await relay.close();
  };
  return { port, session, wire, [Symbol.asyncDispose]: close };
}

test('connections over smux begin, echo and end alone, as the paper’s agent has it', async () => {
  const program = smuxEcho();
  await using scene = await portScene(() => program);
  const { port, session } = scene;
  const [first, second] = [port.connect(), port.connect()];
  port.write(first, Buffer.from('one\x04'));
  port.write(second, Buffer.from('two'));
  expect((await port.bytes(first, 4)).toString()).toBe('one\x04');
  await port.waitUntil('the first to end', () => port.ended.includes(first));
  port.write(second, Buffer.from(' more'));
  expect((await port.bytes(second, 8)).toString()).toBe('two more');
  expect([program.streams, port.ended, port.facts().mode]).toEqual([[3, 5], [3], 'smux']);
  expect(session.faults).toEqual([]);
});

test('in basic mode every byte is carried as it is', async () => {
  await using scene = await portScene(bareEcho, { mux: false });
  const { port, session } = scene;
  const connection = port.connect();
  const bytes = Buffer.from(Array.from({ length: 600 }, (_, at) => at % 256));
  port.write(connection, Buffer.from('\n'));
  port.write(connection, bytes);
  expect(await port.bytes(connection, 601)).toEqual(Buffer.concat([Buffer.from('\n'), bytes]));
  expect(port.facts().mode).toBe('basic');
  expect(session.faults).toEqual([]);
});

test('under loss, duplicates, reordering and cuts four connections lose and double nothing', async () => {
  const faults = { seed: 45, drop: 0.04, duplicate: 0.04, reorder: 0.08, cutAfterFrames: [120, 400] };
  await using scene = await portScene(smuxEcho, { faults });
  const { port, session, wire } = scene;
  const size = 100_000;
  const connections = Array.from({ length: 4 }, () => port.connect());
  for (const connection of connections) port.write(connection, bytesOf(connection, size));
  for (const connection of connections) {
    expect((await port.bytes(connection, size)).equals(bytesOf(connection, size))).toBe(true);
  }
  expect(session.faults).toEqual([]);
  expect(wire.counts.dropped).toBeGreaterThan(0);
  expect(port.drops).toBe(2);
});
