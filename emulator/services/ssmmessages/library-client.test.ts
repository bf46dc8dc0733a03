import { expect, test } from 'vitest';
import { numberedLines, numberedText } from '@/e2e/witness/agent-program';
import type { WireFaults } from '@/e2e/witness/lossy-direction';
import { LossyWire } from '@/e2e/witness/lossy-wire';
import { bareNodeId } from './testing/bare-node';
import { LibraryClient } from './testing/library-client';
import { type RelaySceneOptions, relayScene } from './testing/relay-scene';

/** The product's client and the bare agent over the emulator's relay, with faults between client and relay. */
async function libraryScene(agent: RelaySceneOptions['agent'], faults?: WireFaults) {
  const scene = await relayScene({ agent: { ...agent } });
  const ticket = await scene.start({ Target: bareNodeId });
  const wire = faults && (await LossyWire.open({ target: scene.emulator.url, ...faults }));
  const client = new LibraryClient({
    streamUrl: wire?.through(ticket.StreamUrl) ?? ticket.StreamUrl,
    token: ticket.TokenValue,
    resume: () => scene.resumeToken(ticket.SessionId),
  });
  const session = await scene.agent.nextSession();
  const close = async () => {
    client.stop();
    await wire?.close();
    await scene[Symbol.asyncDispose]();
  };
  return { client, session, wire, [Symbol.asyncDispose]: close };
}

test("the product's client and an agent that knows only the papers understand each other", async () => {
  await using all = await libraryScene({});
  const { client, session } = all;
  await client.waitUntil('a prompt', (own) => own.output.endsWith('$ '));
  client.resize(111, 33);
  await client.waitUntil('the size', (own) => own.output.includes('[111 x 33]'));
  client.type('typed\x04');
  await client.waitUntil('the end', (own) => own.ending !== undefined);
  expect(client.output).toContain('typed');
  expect(client.ending).toEqual({ reason: 'ended-by-service', text: '' });
  expect(session.faults).toEqual([]);
});

test.each([
  { name: 'loss and duplicates', faults: { seed: 41, drop: 0.1, duplicate: 0.05 } },
  { name: 'reordering', faults: { seed: 42, reorder: 0.1 } },
  { name: 'cut connections', faults: { seed: 43, cutAfterFrames: [150, 350] } },
])("under $name the product's client loses and doubles nothing", async ({ name, faults }) => {
  await using all = await libraryScene({ program: () => numberedLines(600) }, faults);
  await all.client.waitUntil('the end', (own) => own.ending !== undefined);
  expect(all.client.output).toBe(numberedText(600));
  // The bare agent sends each line in a message of its own, so both cuts come before the last line.
  if (name === 'cut connections') expect(all.client.drops).toBe(2);
});
