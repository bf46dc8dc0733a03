import { expect, test } from 'vitest';
import { numberedLines, numberedText } from './agent-program';
import { encodeFrame, type Frame, newFrame } from './frame';
import { LossyDirection, type WireFaults } from './lossy-direction';
import { scene } from './witness-scene';

const lines = 8_000;
const typed = numberedText(3_000);

/** Faults on both legs at once, every kind of them, and two cuts of each leg. */
const bad = (seed: number): WireFaults => ({
  seed,
  drop: 0.05,
  duplicate: 0.05,
  reorder: 0.1,
  cutAfterFrames: [40, 90],
});

test.each([1, 2, 3])(
  'both byte streams stay exact over a wire that loses, doubles, moves and cuts (seed %i)',
  async (seed) => {
    await using all = await scene({
      agent: { program: () => numberedLines(lines, { thenWaits: true }) },
      clientWire: bad(seed),
      agentWire: bad(seed + 100),
    });
    const { client, session, clientWire, agentWire } = all;
    await client.ready();
    client.type(typed);
    await session.waitForInput(/\n3000\n/);
    await client.waitForOutput(new RegExp(`\n${lines}\n`));
    await client.allAcknowledged();
    client.type('\x04');
    expect((await client.closed).by).toMatch(/channel_closed|no-token/);
    expect(client.output.text).toBe(numberedText(lines));
    expect(session.input.text).toBe(`${typed}\x04`);
    for (const counts of [clientWire?.counts, agentWire?.counts]) {
      expect(Math.min(counts?.dropped ?? 0, counts?.duplicated ?? 0, counts?.reordered ?? 0)).toBeGreaterThan(
        0,
      );
      expect(counts?.cuts).toBe(2);
    }
    expect(client.inbox.duplicates + client.inbox.reordered).toBeGreaterThan(0);
  },
);

/** True for the first acknowledgement that the client sends, and for nothing else. */
function firstAcknowledgement() {
  let lost = false;
  return (frame: Frame) => {
    if (lost || !frame.payload.includes('output_stream_data')) return false;
    lost = true;
    return true;
  };
}

test('a lost acknowledgement is repaired by a careful client', async () => {
  await using all = await scene({ clientWire: { seed: 1, dropWhere: firstAcknowledgement() } });
  await all.client.ready();
  await all.session.waitUntil(
    'acknowledgement',
    (own) => own.outbox.resends > 0 && own.outbox.unacknowledged === 0,
  );
  expect(all.client.output.text).toBe('$ ');
});

test("with the habits of AWS's plugin a lost acknowledgement is never repaired: the relay must answer for it", async () => {
  await using all = await scene({
    clientWire: { seed: 1, dropWhere: firstAcknowledgement() },
    client: { habits: 'aws-plugin' },
  });
  const { client, session } = all;
  await client.ready();
  await client.waitUntil('three repetitions', (own) => own.inbox.duplicates >= 3);
  expect(session.outbox.unacknowledged).toBe(1);
  client.type('x');
  await client.waitForOutput(/x/);
});

test("with the habits of AWS's agent only the oldest message is resent, so a later loss waits for it", async () => {
  const stuck = new Set<bigint>([0n, 1n]);
  const dropWhere = (frame: Frame) =>
    frame.messageType === 'output_stream_data' && stuck.has(frame.sequenceNumber);
  let start = () => {};
  const clientIsThere = new Promise<void>((resolve) => {
    start = resolve;
  });
  await using all = await scene({
    agent: {
      habits: 'aws-agent',
      beforeStart: () => clientIsThere,
      program: () => numberedLines(6, { thenWaits: true }),
    },
    // AWS's agent misses acknowledgements that come sooner than it has noted its message.
    clientWire: { seed: 1, dropWhere, delayMs: 1 },
  });
  const { client, session } = all;
  start();
  await session.waitUntil('the others', (own) => own.outbox.unacknowledged === 2 && own.outbox.resends >= 3);
  stuck.delete(1n);
  const resends = session.outbox.resends;
  await session.waitUntil('three more', (own) => own.outbox.resends >= resends + 3);
  expect(session.outbox.unacknowledged).toBe(2);
  expect(client.inbox.expected).toBe(0);
  stuck.clear();
  await client.waitForOutput(/6\n/);
  expect(client.output.text).toBe(numberedText(6));
});

test('the same seed does the same to the same frames', () => {
  const sent = Array.from({ length: 300 }, (_, index) =>
    encodeFrame(newFrame('input_stream_data', `${index}`, { sequenceNumber: BigInt(index), payloadType: 1 })),
  );
  const run = (seed: number) => {
    const counts = { seen: 0, dropped: 0, duplicated: 0, reordered: 0, cuts: 0 };
    const direction = new LossyDirection({ seed, drop: 0.1, duplicate: 0.1, reorder: 0.2 }, seed, counts);
    return sent.flatMap((bytes) => direction.pass(bytes).out).map((bytes) => bytes.toString('latin1', 120));
  };
  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
});

test('frames that nobody resends pass untouched', () => {
  const counts = { seen: 0, dropped: 0, duplicated: 0, reordered: 0, cuts: 0 };
  const direction = new LossyDirection({ seed: 1, drop: 1 }, 1, counts);
  const closed = encodeFrame(newFrame('channel_closed', '{}'));
  expect(direction.pass(closed)).toEqual({ counted: false, out: [closed] });
  const data = encodeFrame(newFrame('input_stream_data', 'x', { payloadType: 1 }));
  expect(direction.pass(data)).toEqual({ counted: true, out: [] });
});
