import { expect, test } from 'vitest';
import { Problem } from '@/lib/kernel/problem';
import { fakeLine, request, settled } from '../testing/fake-line';
import type { SessionsApi } from './sessions-api';
import type { Shell } from './shell';
import type { FromWorker, Link, NoDoor } from './worker-messages';

const channelOf = (shell: Shell): string => {
  if (shell.channel === null) throw new Error('The shell has no channel.');
  return shell.channel;
};
const connected: Link = { is: 'connected', rttMs: 12 };
const linkTo = (shell: Shell, link: Link): FromWorker => ({ say: 'link', channel: channelOf(shell), link });

async function openShell(line: ReturnType<typeof fakeLine>): Promise<Shell> {
  const shell = line.store.start(request);
  await settled();
  line.said();
  line.hear(linkTo(shell, connected));
  return shell;
}

test('one click is one StartSession, and its token goes to the worker and nowhere else', async () => {
  const line = fakeLine();
  const shell = line.store.start(request);
  shell.resize({ cols: 120, rows: 30 });
  await settled();
  expect(line.calls).toEqual(['start']);
  expect(line.said()).toContainEqual({
    say: 'open',
    channel: shell.channel,
    door: { streamUrl: 'wss://stream.example', token: 'first' },
    size: { cols: 120, rows: 30 },
    kmsKey: null,
  });
  expect(JSON.stringify(shell.getState())).not.toContain('first');
});

test('a refused start ends the shell with everything the refusal said', async () => {
  const refusal = new Problem('forbidden', { message: 'No.', action: 'ssm:StartSession' });
  const line = fakeLine({ start: () => Promise.reject(refusal) });
  const shell = line.store.start(request);
  await settled();
  expect(shell.getState().phase).toEqual({
    is: 'ended',
    end: { sentence: 'No.', detail: '', problem: refusal, leftSession: false, byOthers: false },
  });
  expect(line.said().filter(({ say }) => say === 'open')).toEqual([]);
});

test('a tab closed while its session is being started ends that session once AWS has started it', async () => {
  const line = fakeLine();
  const shell = line.store.start(request);
  await line.store.close(shell);
  await settled();
  expect(line.calls).toEqual(['start', 'terminate ada-0123456789abcdef0']);
  expect(line.said().filter(({ say }) => say === 'open')).toEqual([]);
});

test('a connection that never opened ends the session at AWS too', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.hear({ say: 'ended', channel: channelOf(shell), end: { why: 'never-opened', text: '' } });
  await settled();
  expect(line.calls).toContain('terminate ada-0123456789abcdef0');
});

test('a session that ended by itself is not terminated again', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.hear({ say: 'ended', channel: channelOf(shell), end: { why: 'ended-by-service', text: 'Idle.' } });
  await settled();
  expect(line.calls).toEqual(['start']);
  expect(shell.getState().phase).toMatchObject({ is: 'ended', end: { detail: 'Idle.' } });
});

test('a session that ended while nobody was connected says by whom', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.hear({ say: 'ended', channel: channelOf(shell), end: { why: 'session-over', text: '' } });
  await settled();
  expect(shell.getState().phase).toMatchObject({
    is: 'ended',
    end: { detail: 'It was terminated by olu@example.com.' },
  });
});

test('Ctrl-C alone overtakes; within a paste it is a byte like any other', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  shell.type(Uint8Array.of(3));
  shell.type(Uint8Array.of(97, 3));
  expect(line.said().map(({ say }) => say)).toEqual(['interrupt', 'type']);
});

test('output that comes before the terminal is loaded is drawn first and in order', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  const channel = channelOf(shell);
  line.hear({ say: 'output', channel, bytes: Uint8Array.of(1, 2) });
  const drawn: number[] = [];
  shell.attach({
    write(bytes, done) {
      drawn.push(...bytes);
      done();
    },
  });
  line.hear({ say: 'output', channel, bytes: Uint8Array.of(3) });
  expect(drawn).toEqual([1, 2, 3]);
  expect(line.said()).toEqual([
    { say: 'drawn', channel, bytes: 2 },
    { say: 'drawn', channel, bytes: 1 },
  ]);
});

test('after a drop the worker gets a new token of the same session', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  const channel = channelOf(shell);
  line.hear({ say: 'want-door', channel });
  await settled();
  expect(line.said()).toEqual([
    { say: 'door', channel, door: { streamUrl: 'wss://stream.example', token: 'second' } },
  ]);
});

test.each([
  ['the session is over', () => Promise.resolve(null), 'over'],
  ['the sign-in has expired', () => Promise.reject(new Problem('expired', { message: '' })), 'sign-in'],
  [
    'the console cannot be reached',
    () => Promise.reject(new Problem('unavailable', { message: '' })),
    'later',
  ],
] satisfies [string, SessionsApi['resume'], NoDoor][])(
  'when %s, the worker is told so',
  async (_words, resume, why) => {
    const line = fakeLine({ resume });
    const shell = await openShell(line);
    line.hear({ say: 'want-door', channel: channelOf(shell) });
    await settled();
    expect(line.said()).toEqual([{ say: 'no-door', channel: shell.channel, why }]);
  },
);

test('an expired sign-in leaves shells alone; one that waits goes on when it is renewed', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.store.signInIs('expired');
  expect(shell.getState().phase).toEqual(connected);
  const waiting: Link = { is: 'reconnecting', why: 'sign-in', attempt: 1, nextAttemptAtMs: null };
  line.hear(linkTo(shell, waiting));
  line.store.signInIs('good');
  expect(line.said()).toEqual([{ say: 'reconnect-now', channel: shell.channel }]);
});

test('a revoked sign-in drops every connection and terminates nothing; signed in again, the person can', async () => {
  const line = fakeLine();
  const one = await openShell(line);
  const two = await openShell(line);
  const channels = [channelOf(one), channelOf(two)];
  line.store.signInIs('signed-out');
  expect(line.said()).toEqual(channels.map((channel) => ({ say: 'close', channel })));
  expect([one, two].map((shell) => shell.getState().phase.is)).toEqual(['ended', 'ended']);
  expect(line.calls).toEqual(['start', 'start']);
  expect(one.getState().phase).toMatchObject({ end: { leftSession: true, byOthers: false } });
  await one.endLeft();
  expect(line.calls.at(-1)).toBe(`terminate ${one.getState().sessionId}`);
  expect(one.getState().phase).toMatchObject({ end: { leftSession: false } });
});

test('a hidden page asks after its sign-in at each tick of the worker, a page in front by its own timer', async () => {
  const line = fakeLine();
  await openShell(line);
  line.hear({ say: 'tick' });
  expect(line.calls).not.toContain('pulse');
  line.page.hidden = true;
  line.hear({ say: 'tick' });
  expect(line.calls).toContain('pulse');
});

test('the frame is told of a shell from its start to its end, and again when it is started again', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  const id = `sessions/${shell.id}`;
  expect([...line.live]).toEqual([id]);
  await shell.end();
  expect([...line.live]).toEqual([]);
  await shell.start();
  expect([...line.live]).toEqual([id]);
});

test('what a session that was replaced still says changes nothing', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  const old = channelOf(shell);
  await shell.end();
  await shell.start();
  line.hear({ say: 'ended', channel: old, end: { why: 'ended-by-service', text: '' } });
  expect(shell.getState().phase.is).toBe('connecting');
});

test('a worker that failed ends its shells with the reason, and the next start gets a new one', async () => {
  const line = fakeLine();
  const shell = await openShell(line);
  line.hear({ say: 'failed' });
  expect(shell.getState().phase).toMatchObject({ is: 'ended' });
  await shell.start();
  expect(line.portsMade()).toBe(2);
});
