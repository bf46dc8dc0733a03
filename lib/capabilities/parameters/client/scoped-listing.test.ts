import { expect, test } from 'vitest';
import type { Page } from '@/lib/kernel/page';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { ScopedListing } from './scoped-listing';

const ireland: Scope = { account: '111122223333', region: 'eu-west-1', role: 'R' };
const virginia: Scope = { ...ireland, region: 'us-east-1' };

interface Asked {
  readonly region: string;
  readonly cursor: string | null;
  answer(page: Page<string>): Promise<void>;
  fail(problem: Problem): Promise<void>;
}

/** A listing whose pages a test answers by hand. */
function scene() {
  const asked: Asked[] = [];
  let now = 0;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const listing = new ScopedListing<string, string>({
    read: ({ region }, cursor) =>
      new Promise((resolve, reject) => {
        asked.push({
          region,
          cursor,
          answer: (page) => {
            resolve(page);
            return settle();
          },
          fail: (problem) => {
            reject(problem);
            return settle();
          },
        });
      }),
    itemOf: (row, { region }) => `${region} ${row}`,
    now: () => now,
  });
  return { listing, asked, pass: (ms: number) => (now += ms), at: (index: number) => asked[index] as Asked };
}

const refused = new Problem('forbidden', { message: 'no' });

test('rows are there from the first page, scopes side by side, each to its last page', async () => {
  const { listing, at } = scene();
  listing.show([ireland, virginia]);
  await at(1).answer({ items: ['x'], next: null });
  expect(listing.get().items).toEqual(['us-east-1 x']);
  await at(0).answer({ items: ['a'], next: 'more' });
  expect(at(2)).toMatchObject({ region: 'eu-west-1', cursor: 'more' });
  await at(2).answer({ items: ['b'], next: null });
  expect(listing.get().items).toEqual(['eu-west-1 a', 'eu-west-1 b', 'us-east-1 x']);
  expect(listing.get().scopes.map(({ state }) => state)).toEqual(['done', 'done']);
});

test('a refused scope holds nothing back, and goes on where it was', async () => {
  const { listing, at, asked } = scene();
  listing.show([ireland, virginia]);
  await at(0).answer({ items: ['a'], next: 'more' });
  await at(2).fail(refused);
  await at(1).answer({ items: ['x'], next: null });
  expect(listing.get().items).toEqual(['eu-west-1 a', 'us-east-1 x']);
  expect(listing.get().scopes[0]).toMatchObject({ state: 'failed', problem: refused, read: 1 });
  listing.resume();
  expect(asked).toHaveLength(4);
  expect(at(3).cursor).toBe('more');
});

test('a page that comes after the reading was stopped is dropped', async () => {
  const { listing, at, asked } = scene();
  const leave = listing.show([ireland]);
  leave();
  await at(0).answer({ items: ['late'], next: 'more' });
  expect(listing.get().items).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('while it is read again, what is known stays until the new reading is through', async () => {
  const { listing, at } = scene();
  listing.show([ireland]);
  await at(0).answer({ items: ['old'], next: null });
  listing.refresh();
  await at(1).answer({ items: ['new-1'], next: 'more' });
  expect(listing.get().items).toEqual(['eu-west-1 old']);
  await at(2).answer({ items: ['new-2'], next: null });
  expect(listing.get().items).toEqual(['eu-west-1 new-1', 'eu-west-1 new-2']);
});

test('a page that is opened again reads again only what has become stale', async () => {
  const { listing, at, asked, pass } = scene();
  listing.show([ireland]);
  await at(0).answer({ items: ['a'], next: null });
  listing.show([ireland]);
  expect(asked).toHaveLength(1);
  pass(61_000);
  listing.show([ireland]);
  expect(asked).toHaveLength(2);
});

test('a change is seen at once, and survives a reading under way', async () => {
  const { listing, at } = scene();
  listing.show([ireland]);
  await at(0).answer({ items: ['a', 'b'], next: null });
  listing.refresh();
  await at(1).answer({ items: ['a', 'b'], next: 'more' });
  listing.change(ireland, (items) => items.filter((item) => !item.endsWith('a')));
  expect(listing.get().items).toEqual(['eu-west-1 b']);
  await at(2).answer({ items: ['c'], next: null });
  expect(listing.get().items).toEqual(['eu-west-1 b', 'eu-west-1 c']);
});
