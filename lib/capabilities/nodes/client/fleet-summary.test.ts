import { describe, expect, test } from 'vitest';
import { filterRows, noFilter } from '@/components/data-table/filter-rows';
import { managedNodeOf, newestAgent } from '../model';
import { fleetNode } from './fleet-node';
import { fleetTiles, pressTile, unknownTiles } from './fleet-summary';
import { elapsedMs, oldestReading, progressWords } from './listing-words';
import { nodeProperties } from './node-properties';
import type { ScopeProgress } from './scope-listing';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'Viewer' };
const nodes = [
  { InstanceId: 'i-00000001', PingStatus: 'Online', AgentVersion: '3.3.10.0' },
  { InstanceId: 'i-00000002', PingStatus: 'Online', AgentVersion: '3.3.9.0' },
  { InstanceId: 'i-00000003', PingStatus: 'ConnectionLost' },
  { InstanceId: 'i-00000004', PingStatus: 'Online', InstanceState: 'stopped', AgentVersion: '3.3.10.0' },
].flatMap((raw) => {
  const node = managedNodeOf(JSON.parse(JSON.stringify(raw)));
  return node ? [fleetNode(scope, node, null)] : [];
});
const newest = newestAgent(nodes);

describe('the strip', () => {
  const properties = nodeProperties(nodes, (account) => account, newest);
  test.each(fleetTiles(nodes, newest))('$label counts exactly what its filter leaves', (tile) => {
    expect(filterRows(nodes, properties, pressTile(noFilter, tile))).toHaveLength(tile.count ?? -1);
  });
  test('a second press shows all again', () => {
    for (const tile of fleetTiles(nodes, newest))
      expect(pressTile(pressTile(noFilter, tile), tile)).toEqual(noFilter);
  });
  test('claims no zero before anything is read', () => {
    expect(unknownTiles(fleetTiles([], null)).every(({ count }) => count === null)).toBe(true);
  });
});

describe('progress', () => {
  const done: ScopeProgress = {
    scope,
    state: 'done',
    read: 3_400,
    source: null,
    problem: null,
    tagsProblem: null,
    startedAt: 1_000,
    readAt: 5_000,
  };
  const reading: ScopeProgress = { ...done, state: 'reading', readAt: null };
  test('says how many of about how many, and of how many scopes', () => {
    expect(progressWords([done, reading], 3_400, 10_000)).toBe('3,400 of about 10,000 · 1 of 2 scopes');
    expect(progressWords([done, reading], 3_400, null)).toBe('3,400 read · 1 of 2 scopes');
    expect(progressWords([done, reading], 12_000, 10_000)).toContain('12,000 read');
  });
  test('age is that of the oldest complete reading; elapsed counts only what is still read', () => {
    expect(oldestReading([done, { ...done, readAt: 2_000 }])).toBe(2_000);
    expect(oldestReading([done, reading])).toBeNull();
    expect(elapsedMs([done, reading], 21_000)).toBe(20_000);
    expect(elapsedMs([done], 21_000)).toBe(0);
  });
});
