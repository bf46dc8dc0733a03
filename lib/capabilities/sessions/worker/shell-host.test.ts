import { expect, test } from 'vitest';
import { FakeWorld } from '../testing/fake-world';
import { notAnsweringAfterMs } from './link-of';

/** A shell whose node has printed its prompt. */
function readyShell() {
  const world = new FakeWorld();
  world.open();
  world.socket.events.opened();
  const node = world.node();
  node.print('$ ');
  return { world, node };
}

const asked = (world: FakeWorld): number => world.heard('want-door').length;
const door = (token: string) =>
  ({ say: 'door', channel: 'c', door: { streamUrl: 'wss://again', token } }) as const;

test('no socket is opened before the terminal has its size, so that the first prompt fits it', () => {
  const world = new FakeWorld();
  world.open(null, null);
  world.pass(1_999);
  expect(world.sockets).toEqual([]);
  world.tell({ say: 'resize', channel: 'c', size: { cols: 132, rows: 40 } });
  expect(world.sockets).toHaveLength(1);
  world.tell({ say: 'resize', channel: 'c', size: { cols: 100, rows: 40 } });
  world.pass(2_000);
  expect(world.sockets).toHaveLength(1);
});

test('a terminal that never says its size is waited for two seconds', () => {
  const world = new FakeWorld();
  world.open(null, null);
  world.pass(2_000);
  expect(world.sockets).toHaveLength(1);
});

test('a shell that was closed before it had a size is never dialed', () => {
  const world = new FakeWorld();
  world.open(null, null);
  world.tell({ say: 'close', channel: 'c' });
  world.pass(5_000);
  expect(world.sockets).toEqual([]);
});

test('a socket that never opens is tried with the same token, then the session is given up', () => {
  const world = new FakeWorld();
  world.open();
  for (let dial = 0; dial < 5; dial += 1) {
    expect(world.heard('ended')).toEqual([]);
    world.socket.events.gone();
    world.pass(10_000);
  }
  expect(world.sockets).toHaveLength(5);
  expect(world.heard('ended')).toEqual([
    { say: 'ended', channel: 'c', end: { why: 'never-opened', text: '' } },
  ]);
  expect(asked(world)).toBe(0);
});

test('a socket that hangs while opening is given up after 15 s', () => {
  const world = new FakeWorld();
  world.open();
  world.pass(15_000);
  expect(world.socket.closed).toBe(true);
  world.pass(10_000);
  expect(world.sockets.length).toBeGreaterThan(1);
});

test('it is connected with the node’s first output, not before', () => {
  const world = new FakeWorld();
  world.open();
  world.socket.events.opened();
  expect(world.link?.is).toBe('connecting');
  world.node().print('$ ');
  expect(world.link?.is).toBe('connected');
});

test('after a drop it asks for a token, and connects with that one', () => {
  const { world, node } = readyShell();
  world.socket.events.gone();
  expect(world.link).toMatchObject({ is: 'reconnecting', why: 'dropped', attempt: 1 });
  world.pass(300);
  expect(asked(world)).toBe(1);
  world.tell(door('second'));
  world.socket.events.opened();
  node.join();
  expect(world.socket.url).toBe('wss://again');
  expect(world.socket.token).toBe('second');
  expect(world.link?.is).toBe('connected');
});

test('attempts go on for as long as the session lives, ever slower and never slower than 10 s', () => {
  const { world } = readyShell();
  world.socket.events.gone();
  for (let attempt = 1; attempt <= 40; attempt += 1) {
    world.pass(10_000);
    expect(asked(world)).toBe(attempt);
    world.tell({ say: 'no-door', channel: 'c', why: 'later' });
  }
  expect(world.heard('ended')).toEqual([]);
});

test('a session that is over ends with that reason', () => {
  const { world } = readyShell();
  world.socket.events.gone();
  world.pass(300);
  world.tell({ say: 'no-door', channel: 'c', why: 'over' });
  expect(world.heard('ended')).toEqual([
    { say: 'ended', channel: 'c', end: { why: 'session-over', text: '' } },
  ]);
});

test('an expired sign-in stops the attempts until the person is back', () => {
  const { world } = readyShell();
  world.socket.events.gone();
  world.pass(300);
  world.tell({ say: 'no-door', channel: 'c', why: 'sign-in' });
  world.pass(3_600_000);
  expect(asked(world)).toBe(1);
  expect(world.link).toMatchObject({ is: 'reconnecting', why: 'sign-in' });
  world.tell({ say: 'reconnect-now', channel: 'c' });
  expect(asked(world)).toBe(2);
});

test('without a network it waits for the network, and then does not wait any longer', () => {
  const { world } = readyShell();
  world.tell({ say: 'network', up: false });
  world.socket.events.gone();
  world.pass(600_000);
  expect(world.link).toMatchObject({ is: 'reconnecting', why: 'offline' });
  expect(asked(world)).toBe(0);
  world.tell({ say: 'network', up: true });
  expect(asked(world)).toBe(1);
});

test('a socket that outlived a network change is not trusted', () => {
  const { world } = readyShell();
  const old = world.socket;
  world.tell({ say: 'network', up: false });
  world.tell({ say: 'network', up: true });
  expect(old.closed).toBe(true);
  expect(asked(world)).toBe(1);
});

test('a page that never answers is asked again', () => {
  const { world } = readyShell();
  world.socket.events.gone();
  world.pass(60_000);
  expect(asked(world)).toBeGreaterThan(1);
});

test('a node that does not take input for 15 s is not answering, and answers again when it does', () => {
  const { world, node } = readyShell();
  node.answers = false;
  world.tell({ say: 'type', channel: 'c', bytes: Uint8Array.of(97) });
  world.pass(notAnsweringAfterMs - 1_000);
  expect(world.link?.is).toBe('connected');
  world.pass(2_000);
  expect(world.link?.is).toBe('not-answering');
  node.answers = true;
  world.pass(2_000);
  expect(world.link).toMatchObject({ is: 'connected' });
});

test('a node that is silent for 20 minutes gets its shell back: new tokens are tried, nothing is ended', () => {
  const { world, node } = readyShell();
  node.answers = false;
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode('x') });
  for (let at = 1; at <= 120; at += 1) {
    const before = asked(world);
    world.pass(10_000);
    if (asked(world) === before) continue;
    world.tell(door(`again ${at}`));
    world.socket.events.opened();
    expect(world.link?.is).toBe('not-answering');
  }
  expect([world.heard('ended'), asked(world)]).toEqual([[], 6]);
  node.answers = true;
  node.rejoin();
  world.pass(2_000);
  expect([node.typed, world.link?.is]).toEqual(['x', 'connected']);
});

test('a silent node whose session is over meanwhile is found out, with that reason', () => {
  const { world, node } = readyShell();
  node.answers = false;
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode('x') });
  world.pass(40_000);
  world.tell({ say: 'no-door', channel: 'c', why: 'over' });
  expect(world.heard('ended')).toMatchObject([{ end: { why: 'session-over' } }]);
});

test('an idle shell is never said not to answer', () => {
  const { world } = readyShell();
  world.pass(3_600_000);
  expect(world.link?.is).toBe('connected');
});

test('Ctrl-C throws away what was not sent and says how much', () => {
  const { world, node } = readyShell();
  node.answers = false;
  world.tell({ say: 'type', channel: 'c', bytes: new Uint8Array(100_000) });
  world.tell({ say: 'interrupt', channel: 'c' });
  expect(world.heard('unsent')).toEqual([
    { say: 'unsent', channel: 'c', bytes: 100_000 - 65_536, why: 'interrupt' },
  ]);
});

test('the end comes behind the last byte, however long the page takes to draw', () => {
  const { world, node } = readyShell();
  node.print('x'.repeat(1_000_000));
  const handed = () =>
    world.said.reduce((sum, message) => sum + (message.say === 'output' ? message.bytes.length : 0), 0);
  world.socket.events.gone();
  world.pass(300);
  world.tell({ say: 'no-door', channel: 'c', why: 'over' });
  expect(world.heard('ended')).toEqual([]);
  for (let at = 0; at < world.said.length; at += 1) {
    const message = world.said[at];
    if (message?.say === 'output') world.tell({ say: 'drawn', channel: 'c', bytes: message.bytes.length });
  }
  expect(handed()).toBe(1_000_002);
  expect(world.said.at(-1)?.say).toBe('ended');
});

test('when the page is told to ask after the sign-in, it is every 4 s and only while there are shells', () => {
  const { world } = readyShell();
  world.pass(8_000);
  expect(world.heard('tick')).toHaveLength(2);
  world.tell({ say: 'close', channel: 'c' });
  world.pass(60_000);
  expect(world.heard('tick')).toHaveLength(2);
});
