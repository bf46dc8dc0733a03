import { expect, test } from 'vitest';
import type { HeldChannel } from '../client/worker-messages';
import { type FakeNode, FakeWorld } from '../testing/fake-world';

const limits = { inputBytesMax: 65_536, outputBytesMax: 65_536 };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const typed = (world: FakeWorld, keys: string) =>
  world.tell({ say: 'type', channel: 'c', bytes: new TextEncoder().encode(keys) });
const printed = (world: FakeWorld) =>
  world.said.map((message) => (message.say === 'output' ? text(message.bytes) : '')).join('');

function readyShell(): { world: FakeWorld; node: FakeNode } {
  const world = new FakeWorld();
  world.open();
  world.socket.events.opened();
  const node = world.node();
  node.print('$ ');
  return { world, node };
}

function heldOf(world: FakeWorld): HeldChannel {
  const last = world.said.findLast((message) => message.say === 'held');
  if (last?.say !== 'held') throw new Error('Nothing was handed over.');
  return structuredClone(last.held);
}

/** A page that goes on with what another left, with the same node at the other end. */
function goOn(held: HeldChannel, node: FakeNode, skipBytes = 0): FakeWorld {
  const world = new FakeWorld();
  const { snapshot } = held;
  world.tell({ say: 'restore', channel: 'c', snapshot, skipBytes, kmsKey: null, keys: null });
  expect(world.heard('want-door')).toHaveLength(1);
  world.tell({ say: 'door', channel: 'c', door: { streamUrl: 'wss://stream', token: 'second' } });
  world.socket.events.opened();
  node.moveTo(world);
  return world;
}

test('a channel that is held lets its connection go and hands everything over', () => {
  const { world, node } = readyShell();
  world.tell({ say: 'drawn', channel: 'c', bytes: 2 });
  world.tell({ say: 'hold', channel: 'c', limits });
  expect(world.socket.closed).toBe(true);
  expect(heldOf(world).drawnBytes).toBe(2);
  node.print('lost on a socket that nobody hears');
  expect(printed(world)).toBe('$ ');
});

test('both streams go on in another page without a lost or doubled byte', () => {
  const { world, node } = readyShell();
  world.tell({ say: 'drawn', channel: 'c', bytes: 2 });
  node.answers = false;
  typed(world, 'unacknowledged ');
  world.tell({ say: 'hold', channel: 'c', limits });
  typed(world, 'typed while the page goes ');
  node.answers = true;
  const next = goOn(heldOf(world), node);
  typed(next, 'and after');
  node.print('after');
  expect([node.typed, printed(next)]).toEqual([
    'unacknowledged typed while the page goes and after',
    'after',
  ]);
  expect(next.link?.is).toBe('connected');
});

test('output that came and was not drawn is drawn by the next page, but for what was drawn after all', () => {
  const { world, node } = readyShell();
  node.print('one two three');
  world.tell({ say: 'drawn', channel: 'c', bytes: 2 });
  world.tell({ say: 'hold', channel: 'c', limits });
  expect(printed(goOn(heldOf(world), node, 4))).toBe('two three');
});

test('a page that stays asks for a new token and goes on itself', () => {
  const { world, node } = readyShell();
  world.tell({ say: 'hold', channel: 'c', limits });
  world.pass(60_000);
  expect(world.heard('want-door')).toEqual([]);
  world.tell({ say: 'go-on', channel: 'c' });
  expect(world.heard('want-door')).toHaveLength(1);
  world.tell({ say: 'door', channel: 'c', door: { streamUrl: 'wss://stream', token: 'second' } });
  world.socket.events.opened();
  node.moveTo(world);
  typed(world, 'ls');
  expect(node.typed).toBe('ls');
});

test('more than fits is given up from its oldest end, and the person is told how much', () => {
  const { world, node } = readyShell();
  node.print('x'.repeat(1000));
  node.print('newest');
  world.tell({ say: 'hold', channel: 'c', limits: { inputBytesMax: 0, outputBytesMax: 6 } });
  const next = goOn(heldOf(world), node);
  expect(printed(next)).toBe('newest');
  expect(next.heard('given-up')).toMatchObject([{ output: 1002, input: 0 }]);
});

test('what is no state of a shell ends with that reason instead of guessing', () => {
  const world = new FakeWorld();
  world.tell({
    say: 'restore',
    channel: 'c',
    snapshot: { version: 0 },
    skipBytes: 0,
    kmsKey: null,
    keys: null,
  });
  expect(world.heard('ended')).toMatchObject([{ end: { why: 'not-restored' } }]);
});
