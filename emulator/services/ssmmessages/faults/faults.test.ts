import { expect, test } from 'vitest';
import { numberedLines, numberedText } from '@/e2e/witness/agent-program';
import type { TestEmulator } from '../../../testing/start';
import { bareNodeId } from '../testing/bare-node';
import { relayScene } from '../testing/relay-scene';

async function ask(
  emulator: TestEmulator,
  method: string,
  body?: object,
  headers: object = { 'x-emulator': '1' },
) {
  const response = await fetch(`${emulator.url}/_emulator/faults`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: { counts: Record<string, Record<string, number>>; frozenNodes: string[] } =
    await response.json();
  return { status: response.status, answer };
}

const lines = 1000;
const harsh = { dropPercent: 10, duplicatePercent: 5, reorderPercent: 10, delayMs: 5, cutEverySeconds: 0.3 };

test.each(['client', 'agent'] as const)(
  'with frames dropped, doubled, moved, late and connections cut at the %s, output arrives whole',
  async (side) => {
    await using all = await relayScene({
      agent: { program: () => numberedLines(lines, { thenWaits: true }) },
    });
    const session = all.ticket.SessionId;
    expect((await ask(all.emulator, 'POST', { session, side, ...harsh })).status).toBe(200);
    const text = numberedText(lines);
    expect((await all.client.waitForBytes(text.length)).toString()).toBe(text);
    for (const what of ['dropped', 'duplicated', 'reordered', 'cuts'])
      await expect
        .poll(async () => (await ask(all.emulator, 'GET')).answer.counts[session]?.[what], { message: what })
        .toBeGreaterThan(0);
    await ask(all.emulator, 'DELETE');
    all.client.type('\x04');
    expect((await all.client.closed).by).toBe('channel_closed');
  },
);

test("one session's faults are not another's, and end with their DELETE", async () => {
  await using all = await relayScene({});
  const session = all.ticket.SessionId;
  await all.client.ready();
  await ask(all.emulator, 'POST', { session: (await all.start()).SessionId, dropPercent: 100 });
  all.client.type('untouched');
  await all.client.waitForOutput(/untouched/);
  await ask(all.emulator, 'POST', { dropPercent: 100 });
  all.client.type('lost');
  await expect
    .poll(async () => (await ask(all.emulator, 'GET')).answer.counts[session]?.dropped)
    .toBeGreaterThan(1);
  expect(all.session.input.text).not.toContain('lost');
  await ask(all.emulator, 'DELETE');
  await all.client.waitForOutput(/lost/);
});

test('refuseResume: ResumeSession fails as a service in trouble does, until it ends', async () => {
  await using all = await relayScene({ client: { resumeWith: undefined } });
  await ask(all.emulator, 'POST', { session: all.ticket.SessionId, refuseResume: true });
  await expect(all.resumeToken()).rejects.toMatchObject({ name: 'InternalServerError' });
  await ask(all.emulator, 'DELETE', { session: all.ticket.SessionId });
  expect(await all.resumeToken()).toBeTruthy();
});

test('a frozen node answers nothing and is not disconnected; thawed it goes on where it was', async () => {
  await using all = await relayScene({});
  await all.client.ready();
  const { answer } = await ask(all.emulator, 'POST', { freezeNode: bareNodeId });
  expect(answer.frozenNodes).toEqual([bareNodeId]);
  all.client.type('is anybody there');
  await all.client.waitUntil('resends of what nobody answers', (own) => own.outbox.resends > 2);
  expect(all.session.input.text).toBe('');
  // Told on the frozen control channel: no data channel comes of it until the thaw.
  const other = await all.start();
  expect(await all.status()).toBe('Connected');
  await ask(all.emulator, 'DELETE', { freezeNode: bareNodeId });
  await all.client.waitForOutput(/is anybody there/);
  expect(all.client.drops).toBe(0);
  expect(other.SessionId).not.toBe(all.ticket.SessionId);
});

test.each([
  ['an unknown member', { dropPercentage: 1 }, 400],
  ['a share beyond 100', { dropPercent: 101 }, 400],
  ['a session that is not there', { session: 'nobody-0123', dropPercent: 1 }, 404],
  ['a node that is not there', { freezeNode: 'mi-0eeeeeeeeeeeeeeee' }, 404],
])('%s is refused and starts nothing', async (_what, body, status) => {
  await using all = await relayScene({});
  expect((await ask(all.emulator, 'POST', body)).status).toBe(status);
  expect((await ask(all.emulator, 'GET')).answer).toMatchObject({ all: null, sessions: {}, frozenNodes: [] });
  expect((await ask(all.emulator, 'POST', { dropPercent: 1 }, {})).status).toBe(403);
});
