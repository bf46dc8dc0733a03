import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { BareClient, type BareClientOptions } from '../witness/bare-client';
import type { WireFaults } from '../witness/lossy-direction';
import { LibraryClient } from './library-client';
import { faultsMet, type SessionScene, sessionScene } from './session-scene';

const onePlace: readonly { name: string; faults: WireFaults }[] = [
  { name: 'loss and duplicates', faults: { seed: 61, drop: 0.05, duplicate: 0.05 } },
  { name: 'reordering', faults: { seed: 62, reorder: 0.1 } },
  { name: 'cut connections', faults: { seed: 63, cutAfterFrames: [40, 150, 300] } },
];
const everything: WireFaults = {
  seed: 64,
  drop: 0.04,
  duplicate: 0.04,
  reorder: 0.08,
  cutAfterFrames: [100, 250],
};

const lines = 30_000;
const counted = Buffer.from(Array.from({ length: lines }, (_, at) => `${at + 1}\n`).join(''));
const typed = Buffer.from(Array.from({ length: 150_000 }, (_, at) => (at * 7919 + (at >> 10)) % 251));

/** A command on a terminal that changes no byte, neither way. */
const rawCommand = (command: string) => ({
  DocumentName: 'AWS-StartInteractiveCommand',
  Parameters: { command: [`stty raw -echo; ${command}`] },
});

async function bareClientOn(scene: SessionScene, command: string, options: BareClientOptions = {}) {
  const ticket = await scene.start(rawCommand(command));
  return BareClient.open(ticket, { resumeWith: () => scene.resume(ticket), ...options });
}

test.each(onePlace)('under $name at the agent its terminal’s output comes whole', async ({ faults }) => {
  await using scene = await sessionScene({ agentWire: faults });
  const client = await bareClientOn(scene, `seq 1 ${lines}`);
  expect((await client.waitForBytes(counted.length)).equals(counted)).toBe(true);
  expect((await client.closed).by).toBe('channel_closed');
  expect(client.output.byteLength).toBe(counted.length);
  expect(faultsMet(scene.agentWire)).toBeGreaterThan(0);
  expect(client.faults).toEqual([]);
});

test.each(onePlace)('under $name at the client the agent repairs what was lost', async ({ faults }) => {
  await using scene = await sessionScene({ clientWire: faults });
  const client = await bareClientOn(scene, `seq 1 ${lines}`);
  expect((await client.waitForBytes(counted.length)).equals(counted)).toBe(true);
  expect((await client.closed).by).toBe('channel_closed');
  expect(client.faults).toEqual([]);
});

test.each(onePlace)(
  'under $name at the agent its program is given every byte that was typed',
  async ({ faults }) => {
    await using scene = await sessionScene({ agentWire: faults });
    const client = await bareClientOn(scene, `echo ready; head -c ${typed.length} | sha256sum`);
    await client.waitForOutput(/ready/);
    client.type(typed);
    await client.waitForOutput(new RegExp(createHash('sha256').update(typed).digest('hex')));
    expect(client.faults).toEqual([]);
  },
);

test('a client with all the faults of AWS’s plugin is served through losses and a cut', async () => {
  await using scene = await sessionScene({ clientWire: { seed: 65, drop: 0.02, cutAfterFrames: [20] } });
  const ticket = await scene.start();
  const resumeWith = () => scene.resume(ticket);
  const client = await BareClient.open(ticket, { habits: 'aws-plugin', resumeWith });
  await client.ready();
  // Split, so that the echo of the command does not look like its answer.
  client.type('stty -opost; seq 1 5000; echo END-$((1+1))\r');
  const [answer] = await client.waitForOutput(/1\n2\n3\n[\s\S]*END-2/);
  expect(answer.replace(/END-2$/, '')).toBe(counted.subarray(0, answer.length - 'END-2'.length).toString());
  expect(client.drops).toBe(1);
});

test('library and built-in agent stay exact both ways with every fault on both sides of the relay', async () => {
  await using scene = await sessionScene({ clientWire: everything, agentWire: { ...everything, seed: 74 } });
  const both = `echo ready; head -c ${typed.length} | sha256sum; seq 1 ${lines}`;
  const ticket = await scene.start(rawCommand(both));
  const client = await LibraryClient.open(ticket, { resumeWith: () => scene.resume(ticket) });
  await client.waitForOutput(/ready\n/);
  client.type(typed);
  const sum = Buffer.from(`ready\n${createHash('sha256').update(typed).digest('hex')}  -\n`);
  expect((await client.closed).reason).toBe('ended-by-service');
  expect(client.output.bytes.equals(Buffer.concat([sum, counted]))).toBe(true);
});
