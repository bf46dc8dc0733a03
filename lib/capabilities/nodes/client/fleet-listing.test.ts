import { describe, expect, test } from 'vitest';
import { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import type { ListOutput, ListTagsOutput, TagSource } from '../contract';
import { managedNodeOf } from '../model';
import { FleetListing } from './fleet-listing';
import type { FleetReader } from './scope-listing';

const scope: Scope = { account: '111122223333', region: 'eu-west-1', role: 'Viewer' };
const other: Scope = { ...scope, region: 'us-east-1' };
const id = (number: number): string => `i-${String(number).padStart(17, '0')}`;

const page = (ids: readonly string[], next: string | null): ListOutput => ({
  items: ids.flatMap((InstanceId) => managedNodeOf({ InstanceId, PingStatus: 'Online' }) ?? []),
  next,
  source: 'DescribeInstanceProperties',
});

/** Answers from tables of pages; a page may be a Problem, or wait for `open`. */
function reader(
  nodes: Record<string, ListOutput | Problem>,
  tags: Partial<Record<TagSource, ListTagsOutput | Problem>> = {},
) {
  const calls: string[] = [];
  const answer = async <T>(name: string, found: T | Problem | undefined): Promise<T> => {
    calls.push(name);
    if (found === undefined) throw new Error(`no page ${name}`);
    if (found instanceof Problem) throw found;
    return found;
  };
  const table: FleetReader = {
    nodes: ({ region }, cursor) =>
      answer(`${region} ${cursor ?? 'first'}`, nodes[`${region} ${cursor ?? 'first'}`]),
    tags: (_, source) => answer(source, tags[source] ?? { items: [], next: null }),
  };
  return { table, calls };
}

const settled = async () => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

function listingOf(table: FleetReader, counted: (scope: Scope, nodes: number) => void = () => {}) {
  return new FleetListing({ reader: table, now: () => 1_000, later: (call) => call(), counted });
}

describe('the fleet', () => {
  test('asks page after page and has every node once', async () => {
    const { table, calls } = reader({
      'eu-west-1 first': page([id(1), id(2)], 'p2'),
      'eu-west-1 p2': page([id(3)], null),
    });
    const listing = listingOf(table);
    listing.show([scope]);
    await settled();
    expect(listing.get().nodes.map((node) => node.id)).toEqual([id(1), id(2), id(3)]);
    expect(calls).toEqual(['eu-west-1 first', 'ec2', 'eu-west-1 p2']);
    expect(listing.get().scopes[0]).toMatchObject({ state: 'done', read: 3, readAt: 1_000 });
  });

  test('shows the first page before the second has come', async () => {
    const { table } = reader({ 'eu-west-1 first': page([id(1)], 'p2') });
    const never: FleetReader = {
      ...table,
      nodes: (at, cursor, signal) =>
        cursor === null ? table.nodes(at, cursor, signal) : new Promise(() => {}),
    };
    const listing = listingOf(never);
    listing.show([scope]);
    await settled();
    expect(listing.get().nodes).toHaveLength(1);
    expect(listing.get().scopes[0]?.state).toBe('reading');
  });

  test('one refused scope leaves the others', async () => {
    const refused = new Problem('forbidden', { message: 'no' });
    const { table } = reader({ 'eu-west-1 first': page([id(1)], null), 'us-east-1 first': refused });
    const listing = listingOf(table);
    listing.show([scope, other]);
    await settled();
    expect(listing.get().nodes).toHaveLength(1);
    expect(listing.get().scopes.map(({ state, problem }) => [state, problem])).toEqual([
      ['done', null],
      ['failed', refused],
    ]);
  });

  test('asks the tagging service only where there are hybrid nodes', async () => {
    const { table, calls } = reader({ 'eu-west-1 first': page([`mi-${id(1).slice(2)}`], null) });
    listingOf(table).show([scope]);
    await settled();
    expect(calls).toEqual(['eu-west-1 first', 'tagging']);
  });

  test('knows no tags until they are read, then knows that there are none', async () => {
    const named = { items: [{ id: id(1), tags: { Name: 'web-1' } }], next: null };
    const { table } = reader({ 'eu-west-1 first': page([id(1), id(2)], null) }, { ec2: named });
    const waiting: FleetReader = { ...table, tags: () => new Promise(() => {}) };
    const unread = listingOf(waiting);
    unread.show([scope]);
    await settled();
    expect(unread.get().nodes.map(({ tags }) => tags)).toEqual([null, null]);
    const read = listingOf(table);
    read.show([scope]);
    await settled();
    expect(read.get().nodes.map(({ tags, name }) => [tags, name])).toEqual([
      [{ Name: 'web-1' }, 'web-1'],
      [{}, id(2)],
    ]);
  });

  test('says why tags are missing, and stays unknowing of them', async () => {
    const refused = new Problem('forbidden', { message: 'no tags' });
    const { table } = reader({ 'eu-west-1 first': page([id(1)], null) }, { ec2: refused });
    const listing = listingOf(table);
    listing.show([scope]);
    await settled();
    expect(listing.get().scopes[0]).toMatchObject({ state: 'done', tagsProblem: refused });
    expect(listing.get().nodes[0]?.tags).toBeNull();
  });

  test('a second run drops what is gone, and only then', async () => {
    const pages: Record<string, ListOutput> = { 'eu-west-1 first': page([id(1), id(2)], null) };
    const { table } = reader(pages);
    const listing = listingOf(table);
    listing.show([scope]);
    await settled();
    pages['eu-west-1 first'] = page([id(2)], null);
    listing.refresh();
    expect(listing.get().nodes).toHaveLength(2);
    await settled();
    expect(listing.get().nodes.map((node) => node.id)).toEqual([id(2)]);
  });

  test('stopping keeps what was read and counts nothing as complete', async () => {
    const counts: number[] = [];
    const { table } = reader({ 'eu-west-1 first': page([id(1)], 'p2') });
    const slow: FleetReader = {
      ...table,
      nodes: (at, cursor, signal) =>
        cursor === null ? table.nodes(at, cursor, signal) : new Promise(() => {}),
    };
    const listing = listingOf(slow, (_, nodes) => counts.push(nodes));
    listing.show([scope]);
    await settled();
    listing.stop();
    expect(listing.get().scopes[0]).toMatchObject({ state: 'stopped', read: 1, readAt: null });
    expect(listing.get().nodes).toHaveLength(1);
    expect(counts).toEqual([]);
  });
});
