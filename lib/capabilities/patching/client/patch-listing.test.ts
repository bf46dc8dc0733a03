import { expect, test, vi } from 'vitest';
import type { Page } from '@/lib/kernel/page';
import { Problem } from '@/lib/kernel/problem';
import type { PatchNode, PatchState } from '../contract';
import { nodeKey, PatchListing, type PatchReader } from './patch-listing';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };
const other = { ...scope, region: 'us-east-1' };
const id = (index: number) => `i-${String(index).padStart(17, '0')}`;
const stateOf = (nodeId: string): PatchState => ({
  nodeId,
  baselineId: 'pb-0123456789abcdef0',
  patchGroup: null,
  operation: 'Scan',
  operationEndedAt: null,
  installed: 1,
  installedOther: 0,
  pendingReboot: 0,
  rejected: 0,
  missing: 0,
  failed: 0,
  criticalNonCompliant: 0,
  securityNonCompliant: 0,
  otherNonCompliant: 0,
});

/** A fleet of 120 nodes in two pages; every second node was reported on. */
const reader: PatchReader = {
  fleet: async (_scope, next) => {
    const from = next === null ? 0 : 60;
    const items = Array.from({ length: 60 }, (_, index) => ({
      id: id(from + index),
      name: 'n',
      platformType: null,
    }));
    return { items, next: next === null ? 'more' : null };
  },
  states: async (_scope, ids) => ids.filter((each) => Number(each.slice(2)) % 2 === 0).map(stateOf),
  severities: async () => ({ items: [], next: null }),
};

/** Resolves when the listing has shown all of its scopes. */
const whenDone = (listing: PatchListing): Promise<void> =>
  new Promise((resolve) => {
    const look = () =>
      listing.get().scopesTotal > 0 && listing.get().scopesDone === listing.get().scopesTotal;
    listing.subscribe(() => look() && resolve());
  });
const atOnce = (call: () => void) => queueMicrotask(call);

test('every node of every page ends up read: reported on, or known to be not', async () => {
  const listing = new PatchListing(reader, atOnce);
  const done = whenDone(listing);
  listing.show([scope, other]);
  await done;
  const { nodes, states } = listing.get();
  expect(nodes).toHaveLength(240);
  expect(states.get(nodeKey(scope, id(2)))).toMatchObject({ nodeId: id(2) });
  expect(states.get(nodeKey(other, id(3)))).toBeNull();
  expect([...states.values()].filter((state) => state === null)).toHaveLength(120);
});

test('no call names more nodes than AWS takes', async () => {
  const sizes: number[] = [];
  const counting: PatchReader = {
    ...reader,
    states: (where, ids) => {
      sizes.push(ids.length);
      return reader.states(where, ids);
    },
  };
  const listing = new PatchListing(counting, atOnce);
  const done = whenDone(listing);
  listing.show([scope]);
  await done;
  expect(sizes).toEqual([50, 10, 50, 10]);
});

test('a scope that is refused is named, and the others are still shown', async () => {
  const refused = new Problem('forbidden', { message: 'No.', action: 'ssm:DescribeInstanceProperties' });
  const listing = new PatchListing(
    {
      ...reader,
      fleet: (where, next) => (where === other ? Promise.reject(refused) : reader.fleet(where, next)),
    },
    atOnce,
  );
  const done = whenDone(listing);
  listing.show([scope, other]);
  await done;
  expect(listing.get().problems).toEqual([{ scope: other, problem: refused }]);
  expect(listing.get().nodes).toHaveLength(120);
});

test('answers for scopes that are no longer chosen change nothing', async () => {
  let answer: (page: Page<PatchNode>) => void = () => {};
  const slowly = new Promise<Page<PatchNode>>((resolve) => {
    answer = resolve;
  });
  const slow: PatchReader = {
    ...reader,
    fleet: (where, next) => (where === other ? slowly : reader.fleet(where, next)),
  };
  const listing = new PatchListing(slow, atOnce);
  const stop = listing.show([other]);
  stop();
  const done = whenDone(listing);
  listing.show([scope]);
  await done;
  answer({ items: [], next: null });
  expect(listing.get().nodes).toHaveLength(120);
  expect(listing.get().scopesTotal).toBe(1);
});

test('drawing is put off in a way that browsers allow: never as a method of the listing', async () => {
  const before = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', function (this: unknown, call: () => void) {
    if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
    return before(call, 0);
  });
  const listing = new PatchListing(reader);
  const done = whenDone(listing);
  listing.show([scope]);
  await done;
  vi.unstubAllGlobals();
  expect(listing.get().nodes).toHaveLength(120);
});
