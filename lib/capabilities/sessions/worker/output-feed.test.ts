import { expect, test } from 'vitest';
import { aheadBytesMax, OutputFeed } from './output-feed';

function feed() {
  const handed: number[] = [];
  let sum = 0;
  return {
    handed,
    sum: () => sum,
    feed: new OutputFeed((bytes) => {
      handed.push(bytes.length);
      sum = bytes.reduce((total, byte) => total + byte, sum);
    }),
  };
}

test('a key’s echo is handed over at once', () => {
  const { feed: one, handed } = feed();
  one.push(Uint8Array.of(1));
  expect(handed).toEqual([1]);
});

test('a flood waits for the page, then comes in few and large chunks', () => {
  const { feed: one, handed } = feed();
  for (let frame = 0; frame < 400; frame += 1) one.push(new Uint8Array(1_024));
  expect(handed).toHaveLength(8);
  one.drawn(1_024);
  expect(handed).toHaveLength(9);
  expect(handed.at(-1)).toBe(392 * 1_024);
});

test('however much comes, the page is never given more than it may be behind, and gets every byte in the end', () => {
  const { feed: one, handed, sum } = feed();
  for (let frame = 0; frame < 4_000; frame += 1) one.push(new Uint8Array(1_000).fill(1));
  const undrawn = () => handed.reduce((total, length) => total + length, 0) - drawn;
  let drawn = 0;
  for (let at = 0; at < handed.length; at += 1) {
    expect(undrawn()).toBeLessThanOrEqual(aheadBytesMax);
    drawn += handed[at] ?? 0;
    one.drawn(handed[at] ?? 0);
  }
  expect(one.isEmpty).toBe(true);
  expect(sum()).toBe(4_000_000);
});
