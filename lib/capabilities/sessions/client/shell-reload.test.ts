import { expect, test, vi } from 'vitest';
import { FakeTab, fakeLine, request, settled } from '../testing/fake-line';
import type { Shell } from './shell';
import type { HeldChannel, ToWorker } from './worker-messages';

const sessionId = 'ada-0123456789abcdef0';
type Line = ReturnType<typeof fakeLine>;

/** What the worker hands over; the test's own text stands for the bytes of a shell. */
const heldWith = (text: string, drawnBytes = 0): HeldChannel => ({
  snapshot: {
    version: 1,
    clientId: text,
    questions: 0,
    phase: 'ready',
    ending: null,
    handshake: {
      request: null,
      responded: false,
      encrypted: false,
      challenged: false,
      done: false,
      asked: null,
    },
    sender: { next: 3, unacked: [] },
    sealing: [],
    queue: [],
    wantedSize: null,
    sentSize: null,
    expected: 7,
    waiting: [],
    opening: [],
    undrained: [],
    givenUp: { inputBytes: 0, outputBytes: 0 },
  },
  drawnBytes,
});

const channelOf = (shell: Shell): string => {
  if (shell.channel === null) throw new Error('The shell has no channel.');
  return shell.channel;
};

async function openShell(line: Line): Promise<Shell> {
  const shell = line.store.start(request);
  await settled();
  line.said();
  return shell;
}

/** The browser leaves the page: the worker answers in time unless told otherwise. */
function leavePage(line: Line, answers = true): void {
  line.store.hold();
  for (const shell of line.store.getState().shells)
    if (answers && shell.channel !== null)
      line.hear({ say: 'held', channel: shell.channel, held: heldWith('state') });
  line.store.keep();
}

const restored = (said: ToWorker[]) => said.filter((message) => message.say === 'restore');

test('a reload brings a shell back under its id, with its screen first, and starts nothing', async () => {
  const before = fakeLine();
  const shell = await openShell(before);
  shell.attach({ write: (_bytes, drawn) => drawn(), snapshot: () => 'the screen' });
  leavePage(before);
  const after = fakeLine({}, before.tab);
  await settled();
  const [back] = after.store.getState().shells;
  expect(back?.id).toBe(shell.id);
  expect(after.calls).toEqual([]);
  expect(restored(after.said())).toMatchObject([
    { snapshot: { clientId: 'state', expected: 7 }, skipBytes: 0 },
  ]);
  const written: string[] = [];
  back?.attach({ write: (bytes) => void written.push(new TextDecoder().decode(bytes)) });
  after.hear({ say: 'output', channel: back?.channel ?? '', bytes: new TextEncoder().encode('more') });
  expect(written).toEqual(['the screen', 'more']);
});

test('what was drawn after the worker handed over is not drawn again', async () => {
  const before = fakeLine();
  const shell = await openShell(before);
  const channel = channelOf(shell);
  const draws: (() => void)[] = [];
  shell.attach({ write: (_bytes, drawn) => void draws.push(drawn) });
  before.hear({ say: 'output', channel, bytes: new Uint8Array(100) });
  before.hear({ say: 'output', channel, bytes: new Uint8Array(30) });
  before.store.hold();
  before.hear({ say: 'held', channel, held: heldWith('state', 0) });
  draws[0]?.();
  before.store.keep();
  const after = fakeLine({}, before.tab);
  await settled();
  expect(restored(after.said())).toMatchObject([{ skipBytes: 100 }]);
});

test('no token is ever kept, and a resumed shell asks for a new one', async () => {
  const before = fakeLine();
  await openShell(before);
  expect(before.tab.storage.text).toContain(sessionId);
  leavePage(before);
  expect(before.tab.storage.text).not.toMatch(/first|second|token/i);
  const after = fakeLine({}, before.tab);
  await settled();
  const [back] = after.store.getState().shells;
  after.said();
  after.hear({ say: 'want-door', channel: back?.channel ?? '' });
  await settled();
  expect(after.calls).toEqual(['resume']);
});

test('what is kept is used once: a second page finds a mark, which is not resumed', async () => {
  const before = fakeLine();
  await openShell(before);
  leavePage(before);
  fakeLine({}, before.tab);
  await settled();
  const third = fakeLine({}, before.tab);
  await settled();
  expect(restored(third.said())).toEqual([]);
  const [lost] = third.store.getState().shells;
  expect(lost?.getState().phase).toMatchObject({ is: 'ended', end: { leftSession: true } });
});

test('a tab that crashed says so, and its session can be ended from there', async () => {
  const before = fakeLine();
  await openShell(before);
  const after = fakeLine({}, before.tab);
  await settled();
  const [lost] = after.store.getState().shells;
  expect(lost?.getState().phase).toMatchObject({ is: 'ended', end: { leftSession: true } });
  await lost?.endLeft();
  expect(after.calls).toEqual([`terminate ${sessionId}`]);
  expect(lost?.getState().phase).toMatchObject({ end: { leftSession: false } });
});

test('a page that went away before the worker answered leaves a mark and not half a state', async () => {
  const before = fakeLine();
  await openShell(before);
  leavePage(before, false);
  const after = fakeLine({}, before.tab);
  await settled();
  expect(restored(after.said())).toEqual([]);
});

test('a page that stays after all connects its shells again, and what was held is kept no more', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.store.hold();
  line.hear({ say: 'held', channel: channelOf(shell), held: heldWith('old') });
  line.store.goOn();
  expect(line.said().map(({ say }) => say)).toEqual(['hold', 'go-on']);
  line.store.keep();
  expect(line.tab.storage.text).not.toContain('old');
});

test('a duplicated tab leaves the shells of the first alone and shows none of them', async () => {
  const first = fakeLine();
  await openShell(first);
  const copy = new FakeTab();
  for (let at = 0; at < first.tab.storage.length; at += 1) {
    const name = first.tab.storage.key(at) ?? '';
    copy.storage.setItem(name, first.tab.storage.getItem(name) ?? '');
  }
  copy.lockedElsewhere.add(sessionId);
  const second = fakeLine({}, copy);
  await settled();
  expect(second.store.getState().shells).toEqual([]);
  expect([second.said(), second.calls, copy.storage.length]).toEqual([[], [], 0]);
});

test('another person in the same tab finds nothing, and nothing is left', async () => {
  const before = fakeLine();
  await openShell(before);
  leavePage(before);
  const after = fakeLine({}, before.tab, 'olu');
  await settled();
  expect(after.store.getState().shells).toEqual([]);
  expect(before.tab.storage.length).toBe(0);
});

test('the end of a shell wipes what was kept of it, keys too; so does signing out', async () => {
  const line = fakeLine();
  const [ended, forgotten] = [await openShell(line), await openShell(line)];
  for (const shell of [ended, forgotten])
    line.hear({ say: 'want-key', channel: channelOf(shell), keyId: 'alias/sessions', challenge: null });
  await vi.waitFor(() => expect(line.tab.keptKeys.size).toBe(1));
  await ended.end();
  line.store.signInIs('signed-out');
  expect([line.tab.storage.length, line.tab.keptKeys.size]).toEqual([0, 0]);
});

test('where there is no room the screens are given up, never the counters', async () => {
  const before = fakeLine();
  const shells = [await openShell(before), await openShell(before)];
  for (const shell of shells)
    shell.attach({ write: (_bytes, drawn) => drawn(), snapshot: () => 'screen '.repeat(500) });
  before.tab.storage.quotaChars = 6_000;
  leavePage(before);
  expect(before.tab.storage.text.split('screen screen').length).toBeGreaterThan(1);
  const after = fakeLine({}, before.tab);
  await settled();
  expect(restored(after.said())).toHaveLength(2);
});

test('an encrypted shell comes back with its keys, and without them not at all', async () => {
  const before = fakeLine();
  const shell = await openShell(before);
  before.hear({ say: 'want-key', channel: channelOf(shell), keyId: 'alias/sessions', challenge: null });
  await vi.waitFor(() => expect(before.tab.keptKeys.size).toBe(1));
  leavePage(before);
  expect(before.tab.storage.text).not.toContain(Buffer.alloc(64, 7).toString('base64').slice(4, 40));
  const after = fakeLine({}, before.tab);
  await settled();
  expect(restored(after.said())).toMatchObject([{ keys: { open: { extractable: false } } }]);
  leavePage(after);
  before.tab.keptKeys.clear();
  const without = fakeLine({}, before.tab);
  await settled();
  expect(without.store.getState().shells[0]?.getState().phase).toMatchObject({
    is: 'ended',
    end: { leftSession: true },
  });
});

test('a shell goes on in another window of the same person, with all of its screen', async () => {
  const here = fakeLine();
  const shell = await openShell(here);
  shell.attach({ write: (_bytes, drawn) => drawn(), snapshot: () => 'the screen' });
  const handing = here.store.handOver(shell);
  here.hear({ say: 'held', channel: channelOf(shell), held: heldWith('handed') });
  const handed = await handing;
  if (!handed) throw new Error('Nothing was handed over.');
  expect([here.store.getState().shells, here.calls, here.live.size]).toEqual([[], ['start'], 0]);
  const there = fakeLine({}, new FakeTab());
  const adopted = there.store.adopt(structuredClone(handed));
  await settled();
  expect(adopted.id).toBe(shell.id);
  expect(restored(there.said())).toMatchObject([{ snapshot: { clientId: 'handed' } }]);
  const foreign = fakeLine({}, new FakeTab(), 'olu');
  expect(() => foreign.store.adopt(handed)).toThrow();
});
