import { expect, test } from 'vitest';
import { Backlog } from './backlog';

const frame = (text: string) => Buffer.from(text);
const texts = (frames: readonly Uint8Array[]) => frames.map((bytes) => Buffer.from(bytes).toString());

test('what waits comes back in order, each message once, and only once', () => {
  const backlog = new Backlog();
  for (const text of ['input 0', 'input 1', 'input 0', 'acknowledge 0', 'input 1'])
    backlog.keep(text, frame(text));
  expect(texts(backlog.take())).toEqual(['input 0', 'input 1', 'acknowledge 0']);
  expect(backlog.take()).toEqual([]);
});

test('it holds 10,000 frames and 16 MiB, whichever is less; the newest are dropped, their sender has them still', () => {
  const many = new Backlog();
  for (let index = 0; index < 10_005; index += 1) many.keep(`input ${index}`, frame(String(index)));
  expect(texts(many.take()).at(-1)).toBe('9999');
  const large = new Backlog();
  const mebibyte = Buffer.alloc(1024 * 1024);
  for (let index = 0; index < 20; index += 1) large.keep(`output ${index}`, mebibyte);
  expect(large.take()).toHaveLength(16);
});
