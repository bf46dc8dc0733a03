import { expect, test } from 'vitest';
import { RowMemory } from './row-memory';

/** A table of one row whose answers come when the test says so. */
function slowTable() {
  const asked: ((row: string | null) => void)[] = [];
  return { asked, find: () => new Promise<string | null>((answer) => asked.push(answer)) };
}

test('a row is read once, until something is written', async () => {
  const memory = new RowMemory<string>();
  let reads = 0;
  const find = async () => {
    reads += 1;
    return `read ${reads}`;
  };
  expect(await memory.read('a', find)).toBe('read 1');
  expect(await memory.read('a', find)).toBe('read 1');
  await memory.write(async () => {});
  expect(await memory.read('a', find)).toBe('read 2');
});

test('what was read before a write and answered after it is not kept', async () => {
  const memory = new RowMemory<string>();
  const { asked, find } = slowTable();
  const read = memory.read('a', find);
  await memory.write(async () => {});
  asked[0]?.('old');
  expect(await read).toBe('old');
  expect(await memory.read('a', async () => 'new')).toBe('new');
});

test('what is read while a write is under way is not kept after it', async () => {
  const memory = new RowMemory<string>();
  let written = () => {};
  const write = memory.write(
    () =>
      new Promise<void>((done) => {
        written = done;
      }),
  );
  expect(await memory.read('a', async () => 'between')).toBe('between');
  written();
  await write;
  expect(await memory.read('a', async () => 'after')).toBe('after');
});

test('a write that fails may have happened all the same', async () => {
  const memory = new RowMemory<string>();
  await memory.read('a', async () => 'before');
  await expect(memory.write(() => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  expect(await memory.read('a', async () => 'after')).toBe('after');
});

test('a row that is not there is asked for again', async () => {
  const memory = new RowMemory<string>();
  expect(await memory.read('a', async () => null)).toBeNull();
  expect(await memory.read('a', async () => 'there now')).toBe('there now');
});
