import { expect, test } from 'vitest';
import { numberedLines, numberedText } from '@/e2e/witness/agent-program';
import { relayScene } from './testing/relay-scene';

test('two ends that know only the papers hold a session over the relay', async () => {
  await using all = await relayScene();
  const { client, session, agent } = all;
  await client.waitForOutput(/\$ $/);
  client.size(132, 43);
  await client.waitForOutput(/\[132 x 43\]/);
  client.type('héllo 😀');
  await client.waitForOutput(/héllo 😀/);
  client.type('\x04');
  expect(await client.closed).toEqual({ by: 'channel_closed', output: '' });
  expect(await session.finished).toEqual({ status: 'Success', output: '' });
  await agent.waitUntil('acknowledged result', () => agent.acknowledgedTasks.size === 1);
  expect([client.faults, session.faults, agent.faults]).toEqual([[], [], []]);
});

const lines = 3000;
const schedules = [
  { name: 'loss and duplicates', faults: { seed: 11, drop: 0.05, duplicate: 0.05 } },
  { name: 'reordering', faults: { seed: 12, reorder: 0.1 } },
  { name: 'cut connections', faults: { seed: 13, cutAfterFrames: [200, 900, 1900] } },
];

test.each(schedules)('under $name at the client nothing of the output is lost or doubled', async ({ faults }) => {
  await using all = await relayScene({
    clientWire: faults,
    agent: { program: () => numberedLines(lines) },
  });
  const text = numberedText(lines);
  expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
  expect((await all.client.closed).by).toBe('channel_closed');
});

test.each(schedules)('under $name at the agent nothing of the output is lost or doubled', async ({ faults }) => {
  await using all = await relayScene({
    agentWire: faults,
    agent: { program: () => numberedLines(lines) },
  });
  const text = numberedText(lines);
  expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
});

test('with the habits of the real ends no frame is sent twice on one machine', async () => {
  await using all = await relayScene({
    agent: { habits: 'aws-agent', program: () => numberedLines(500, { thenWaits: true }) },
    client: { habits: 'aws-plugin' },
  });
  const { client, session } = all;
  const text = numberedText(500);
  await client.waitForBytes(text.length);
  await session.waitUntil('acknowledgement of everything', (own) => own.outbox.unacknowledged === 0);
  expect(session.outbox.resends).toBe(0);
  expect(client.inbox.duplicates).toBe(0);
});
