import { expect, test } from 'vitest';
import { echoProgram, numberedLines, numberedText } from '../witness/agent-program';
import type { WireFaults } from '../witness/lossy-direction';
import { LibraryClient } from './library-client';
import { faultsMet, type SceneOptions, type SessionScene, sessionScene } from './session-scene';

/** Not text, so that nothing on the way may take it for text, and every kilobyte of it different. */
const anyBytes = (length: number) =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 7919 + (at >> 10)) % 251));

const onePlace: readonly { name: string; faults: WireFaults }[] = [
  { name: 'loss and duplicates', faults: { seed: 41, drop: 0.05, duplicate: 0.05 } },
  { name: 'reordering', faults: { seed: 42, reorder: 0.1 } },
  { name: 'cut connections', faults: { seed: 43, cutAfterFrames: [60, 300, 700] } },
];
const everything: WireFaults = {
  seed: 44,
  drop: 0.04,
  duplicate: 0.04,
  reorder: 0.08,
  cutAfterFrames: [100, 250],
};

/** One frame each, so that every fault has many to choose from. */
const lines = 1500;

/** The library's client on a session of the bare agent. */
async function openOn(scene: SessionScene) {
  const ticket = await scene.start();
  const client = await LibraryClient.open(ticket, { resumeWith: () => scene.resume(ticket) });
  return { client, session: await scene.nextSession() };
}
const echo: SceneOptions = { bareAgent: { program: () => echoProgram() } };

test('the library holds a session with an agent that knows only the papers', async () => {
  await using scene = await sessionScene({
    bareAgent: { program: () => echoProgram(), alwaysHandshake: true },
  });
  const { client, session } = await openOn(scene);
  await client.ready();
  client.size(132, 43);
  await client.waitForOutput(/\[132 x 43\]/);
  client.type('héllo 😀');
  await client.waitForOutput(/héllo 😀/);
  expect(client.facts()).toMatchObject({ agentVersion: '3.3.0.0', sessionType: 'Standard_Stream' });
  client.type('\x04');
  expect((await client.closed).reason).toBe('ended-by-service');
  expect(await session.finished).toEqual({ status: 'Success', output: '' });
  expect(session.faults).toEqual([]);
  expect(client.facts().droppedFrames).toBe(0);
});

test('a page that is reloaded again and again under faults loses and doubles nothing', async () => {
  await using scene = await sessionScene({ clientWire: everything, ...echo });
  const { client, session } = await openOn(scene);
  await client.ready();
  const typed = anyBytes(60_000).map((byte) => (byte === 4 ? 5 : byte));
  for (let at = 0; at < typed.length; at += 20_000) {
    client.type(typed.subarray(at, at + 20_000));
    await client.waitForBytes(at + 2_000);
    client.reload();
  }
  const whole = Buffer.concat([Buffer.from('$ '), typed]);
  expect((await client.waitForBytes(whole.length)).equals(whole)).toBe(true);
  expect(session.input.bytes.equals(typed)).toBe(true);
  expect(session.faults).toEqual([]);
});

test.each(onePlace)('under $name the library is given every byte of the output once', async ({ faults }) => {
  const program = () => numberedLines(lines);
  await using scene = await sessionScene({ clientWire: faults, bareAgent: { program } });
  const { client, session } = await openOn(scene);
  const text = numberedText(lines);
  expect((await client.waitForBytes(text.length)).toString()).toBe(text);
  expect((await client.closed).reason).toBe('ended-by-service');
  expect(client.output.byteLength).toBe(text.length);
  expect(session.faults).toEqual([]);
  expect(faultsMet(scene.clientWire)).toBeGreaterThan(0);
});

test.each(onePlace)(
  'under $name the agent is given every byte that the library was typed',
  async ({ faults }) => {
    await using scene = await sessionScene({ clientWire: faults, ...echo });
    const { client, session } = await openOn(scene);
    await client.ready();
    const typed = anyBytes(400_000).map((byte) => (byte === 4 ? 5 : byte));
    client.type(typed);
    await session.waitUntil('all of it', ({ input }) => input.byteLength >= typed.length);
    expect(session.input.bytes.equals(typed)).toBe(true);
    await client.waitForBytes(typed.length + '$ '.length);
    expect(client.output.bytes.subarray('$ '.length).equals(typed)).toBe(true);
    expect([session.faults, client.discardedBytes]).toEqual([[], 0]);
    expect(faultsMet(scene.clientWire)).toBeGreaterThan(0);
  },
);

test('with every fault on both sides of the relay at once, both streams stay exact', async () => {
  await using scene = await sessionScene({
    clientWire: everything,
    agentWire: { ...everything, seed: 54 },
    ...echo,
  });
  const { client, session } = await openOn(scene);
  await client.ready();
  const typed = anyBytes(150_000).map((byte) => (byte === 4 ? 5 : byte));
  client.type(typed);
  await client.waitForBytes(typed.length + '$ '.length);
  expect(client.output.bytes.subarray('$ '.length).equals(typed)).toBe(true);
  expect(session.input.bytes.equals(typed)).toBe(true);
  expect(scene.clientWire?.counts.cuts).toBe(2);
  expect(scene.agentWire?.counts.cuts).toBe(2);
});

test('an agent with all the faults of AWS’s own loses nothing to the library, also through a cut', async () => {
  await using scene = await sessionScene({
    // AWS's agent repairs ten messages a second: few losses, or a test of minutes.
    clientWire: { seed: 45, drop: 0.02, cutAfterFrames: [30] },
    bareAgent: { habits: 'aws-agent', program: () => numberedLines(40, { thenWaits: true }) },
  });
  const { client } = await openOn(scene);
  const text = numberedText(40);
  expect((await client.waitForBytes(text.length)).toString()).toBe(text);
  client.type('\x04');
  expect((await client.closed).reason).toBe('ended-by-service');
});

test('what is typed while there is no connection arrives once, when there is one again', async () => {
  await using scene = await sessionScene(echo);
  const { client, session } = await openOn(scene);
  await client.ready();
  client.drop();
  client.type('typed into the dark\r');
  await session.waitForInput(/typed into the dark\r/);
  client.type('and after it');
  await session.waitForInput(/and after it/);
  expect(session.input.text).toBe('typed into the dark\rand after it');
});
