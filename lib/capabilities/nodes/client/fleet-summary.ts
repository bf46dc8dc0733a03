import type { FilterToken, RowFilter } from '@/components/data-table/filter-rows';
import { isAgentOlder } from '../model';
import type { FleetNode } from './fleet-node';
import { agentAges } from './node-properties';

export interface SummaryTile {
  readonly id: string;
  readonly label: string;
  /** null while it is not known: nothing is counted that was not read. */
  readonly count: number | null;
  /** What pressing it filters by; null for the total, which clears. */
  readonly token: FilterToken | null;
  readonly tone?: 'green' | 'red' | 'amber';
  /** Why the number is missing. */
  readonly why?: string;
}

const is = (property: string, value: string): FilterToken => ({ property, operator: '=', value });

const countWhere = (nodes: readonly FleetNode[], test: (node: FleetNode) => boolean): number =>
  nodes.reduce((count, node) => count + Number(test(node)), 0);

/** The strip over the list: what there is, what needs somebody. Each number is the length of its filter's list. */
export const fleetTiles = (nodes: readonly FleetNode[], newest: string | null): readonly SummaryTile[] => [
  { id: 'total', label: 'Nodes', count: nodes.length, token: null },
  {
    id: 'online',
    label: 'Online',
    count: countWhere(nodes, ({ state }) => state === 'Online'),
    token: is('state', 'Online'),
    tone: 'green',
  },
  {
    id: 'lost',
    label: 'Connection lost',
    count: countWhere(nodes, ({ state }) => state === 'Connection lost'),
    token: is('state', 'Connection lost'),
    tone: 'red',
  },
  {
    id: 'older',
    label: newest === null ? 'Older agent' : `Agent older than ${newest}`,
    count: countWhere(nodes, ({ agentVersion }) => isAgentOlder(agentVersion, newest)),
    token: is('agentAge', agentAges.older),
    tone: 'amber',
  },
];

const same = (a: FilterToken, b: FilterToken): boolean =>
  a.property === b.property && a.operator === b.operator && a.value === b.value;

export const hasToken = ({ tokens }: RowFilter, token: FilterToken): boolean =>
  tokens.some((other) => same(other, token));

/**
 * Pressing a tile shows exactly the rows it counts: its condition replaces any other. Pressing it again, or the
 * total, shows all.
 */
export const pressTile = (filter: RowFilter, { token }: SummaryTile): RowFilter =>
  token === null || hasToken(filter, token)
    ? { tokens: [], operation: 'and' }
    : { tokens: [token], operation: 'and' };

/** Before anything is read, and where nothing could be, a zero would be a claim: the numbers are not known. */
export const unknownTiles = (tiles: readonly SummaryTile[]): readonly SummaryTile[] =>
  tiles.map((tile) => ({ ...tile, count: null, why: 'No node is read yet.' }));
