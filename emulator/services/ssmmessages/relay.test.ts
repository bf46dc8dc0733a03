import { expect, test } from 'vitest';
import { numberedLines, numberedText, type ProgramHost } from '@/e2e/witness/agent-program';
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

const lines = 1000;
const schedules = [
  { name: 'loss and duplicates', faults: { seed: 11, drop: 0.05, duplicate: 0.05 } },
  { name: 'reordering', faults: { seed: 12, reorder: 0.1 } },
  { name: 'cut connections', faults: { seed: 13, cutAfterFrames: [150, 600, 1200] } },
];

test.each(schedules)(
  'under $name at the client nothing of the output is lost or doubled',
  async ({ faults }) => {
    await using all = await relayScene({
      clientWire: faults,
      agent: { program: () => numberedLines(lines) },
    });
    const text = numberedText(lines);
    expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
    expect((await all.client.closed).by).toBe('channel_closed');
  },
);

test.each(schedules)(
  'under $name at the agent nothing of the output is lost or doubled',
  async ({ faults }) => {
    await using all = await relayScene({
      agentWire: faults,
      agent: { program: () => numberedLines(lines) },
    });
    const text = numberedText(lines);
    expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
  },
);

test("an agent with all the faults of AWS's own gets through a cut to the end", async () => {
  await using all = await relayScene({
    // AWS's agent repairs ten messages a second, and gives up what is open 4 s after its program ended.
    clientWire: { seed: 21, cutAfterFrames: [30] },
    agent: { habits: 'aws-agent', program: () => numberedLines(40, { thenWaits: true }) },
  });
  const text = numberedText(40);
  expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
  expect(all.clientWire?.counts.cuts).toBe(1);
  all.client.type('\x04');
  expect((await all.client.closed).by).toBe('channel_closed');
});

test('a client that is away: the agent is told to pause, and everything comes in order afterwards', async () => {
  await using all = await relayScene({
    client: {},
    agent: { program: () => numberedLines(5000, { thenWaits: true }) },
  });
  const { client, session } = all;
  await client.waitForBytes(2000);
  client.drop();
  await session.waitUntil('a pause', (own) => own.paused);
  const text = numberedText(5000);
  expect((await client.waitForBytes(text.length)).toString()).toBe(text);
  expect(session.paused).toBe(false);
});

test('output of a command that ended while its client was away is fetched on return, then the session is over', async () => {
  let command: ProgramHost | undefined;
  const program = { input() {}, resize() {}, pause() {}, resume() {}, kill() {} };
  await using all = await relayScene({
    session: { DocumentName: 'AWS-StartNonInteractiveCommand', Parameters: { command: ['any'] } },
    client: { resumeWith: undefined },
    agent: { program: () => ({ ...program, start: (host) => (command = host) }) },
  });
  const { client, session } = all;
  await client.ready();
  client.drop();
  await expect.poll(all.status).toBe('Disconnected');
  command?.output('last words\n');
  command?.exit(0);
  expect(await session.finished).toMatchObject({ status: 'Success' });
  expect(await all.status()).toBe('Disconnected');
  // This kind of session is never paused: the agent would fail it (data-channel paper section 8).
  expect(session.paused).toBe(false);
  await client.resume((await all.resumeToken()) ?? '');
  await client.waitForOutput(/last words/);
  expect((await client.closed).by).toBe('channel_closed');
  expect(await all.resumeToken()).toBeUndefined();
});

test('an acknowledgement that got lost is repeated by the relay, so that the agent stops repeating its message', async () => {
  let dropped = 0;
  await using all = await relayScene({
    // AWS's client never acknowledges a message again: without the relay the agent would repeat it for ever.
    client: { habits: 'aws-plugin' },
    agentWire: {
      seed: 31,
      dropWhere: (frame) => frame.messageType === 'acknowledge' && isOutput(frame) && ++dropped <= 3,
    },
    agent: { program: () => numberedLines(10, { thenWaits: true }) },
  });
  const { client, session } = all;
  await client.waitForBytes(numberedText(10).length);
  await session.waitUntil('acknowledgement of everything', (own) => own.outbox.unacknowledged === 0);
  expect(dropped).toBeGreaterThanOrEqual(3);
  // Nor did the repetitions reach the client.
  expect(client.inbox.duplicates).toBe(0);
});

const isOutput = ({ payload }: { payload: Buffer }) => payload.includes('output_stream_data');
