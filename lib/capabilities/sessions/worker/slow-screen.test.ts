import { createHash, type Hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type FakeNode, FakeWorld } from '../testing/fake-world';
import { aheadBytesMax } from './output-feed';

const megabyte = 1_000_000;
const chunkBytes = 1_000;

/** A page that draws when told to, and sums what it has drawn. */
class SlowPage {
  readonly sum: Hash = createHash('sha256');
  drawnBytes = 0;
  aheadBytesMost = 0;
  #at = 0;
  #may = 0;
  readonly #ahead: number[] = [];

  constructor(readonly world: FakeWorld) {}

  /** So much more can be drawn by now; a chunk is drawn as a whole. */
  draw(bytes: number): void {
    this.#may += bytes;
    for (this.#take(); this.#ahead.length > 0; this.#take()) {
      const [next = 0] = this.#ahead;
      if (next > this.#may) return;
      this.#ahead.shift();
      this.#may -= next;
      this.drawnBytes += next;
      this.world.tell({ say: 'drawn', channel: 'c', bytes: next });
    }
  }

  #take(): void {
    for (; this.#at < this.world.said.length; this.#at += 1) {
      const message = this.world.said[this.#at];
      if (message?.say !== 'output') continue;
      this.sum.update(message.bytes);
      this.#ahead.push(message.bytes.length);
    }
    const ahead = this.#ahead.reduce((sum, bytes) => sum + bytes, 0);
    this.aheadBytesMost = Math.max(this.aheadBytesMost, ahead);
  }
}

/** A program that prints without end, on a node that never waits for a window, as AWS's does not. */
class Flood {
  readonly sum: Hash = createHash('sha256');
  printedBytes = 0;

  constructor(readonly node: FakeNode) {}

  print(bytes: number): void {
    const line = 'x'.repeat(chunkBytes - 10);
    for (
      const until = this.printedBytes + bytes;
      this.printedBytes < until;
      this.printedBytes += chunkBytes
    ) {
      const text = `${String(this.printedBytes).padStart(9)}${line}\n`;
      this.sum.update(text);
      this.node.print(text);
    }
  }
}

function scene(outputBytesMax: number) {
  const world = new FakeWorld({ outputBytesMax });
  world.open();
  world.socket.events.opened();
  const node = world.node();
  return { world, page: new SlowPage(world), flood: new Flood(node), node };
}

/** The service's part of a resume: a new token, and the node is told to go on. */
function reconnect(world: FakeWorld, node: FakeNode): void {
  world.tell({ say: 'door', channel: 'c', door: { streamUrl: 'wss://stream', token: 'next' } });
  world.socket.events.opened();
  node.rejoin();
}

test('20 MB at 1 MB/s arrive whole at a screen of 100 kB/s: a full queue hangs up, drains, and goes on', () => {
  const outputBytesMax = 4 * megabyte;
  const { world, page, flood, node } = scene(outputBytesMax);
  let hungUp = 0;
  let doors = 0;
  while (page.drawnBytes < 20 * megabyte) {
    const connected = !world.socket.closed;
    // While nobody is connected the service pauses the node.
    if (connected && flood.printedBytes < 20 * megabyte) flood.print(megabyte / 10);
    if (connected && world.socket.closed) hungUp += 1;
    expect(flood.printedBytes - page.drawnBytes).toBeLessThanOrEqual(outputBytesMax + megabyte);
    world.pass(100);
    page.draw(10_000);
    if (world.heard('want-door').length > doors) {
      doors += 1;
      reconnect(world, node);
    }
  }
  expect(hungUp).toBeGreaterThan(1);
  expect(page.aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  expect(page.drawnBytes).toBe(flood.printedBytes);
  expect(page.sum.digest('hex')).toBe(flood.sum.digest('hex'));
}, 60_000);

test('a page that draws nothing for ten minutes loses nothing of 20 MB and a cut', () => {
  const { world, page, flood, node } = scene(64 * megabyte);
  flood.print(10 * megabyte);
  world.socket.events.gone();
  world.pass(1_000);
  reconnect(world, node);
  flood.print(10 * megabyte);
  world.pass(600_000);
  page.draw(0);
  expect(page.aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  page.draw(Number.POSITIVE_INFINITY);
  expect(page.drawnBytes).toBe(20 * megabyte);
  expect(page.sum.digest('hex')).toBe(flood.sum.digest('hex'));
}, 60_000);
