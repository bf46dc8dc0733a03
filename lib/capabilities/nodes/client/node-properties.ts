import type { FilterProperty } from '@/components/data-table/filter-rows';
import { isAgentOlder, nodeStates, platformWords } from '../model';
import type { FleetNode } from './fleet-node';

/** Values offered for one property at most: beyond that, typing the value is faster than reading a list. */
const optionsMax = 60;
/** Tag keys offered: a fleet with more has keys made by machines. */
const tagKeysMax = 80;

export const agentAges = { newest: 'Newest', older: 'Older than the newest' } as const;

function optionsOf(nodes: readonly FleetNode[], text: (node: FleetNode) => string | null | undefined) {
  const values = new Set<string>();
  for (const node of nodes) {
    const value = text(node);
    if (value) values.add(value);
    if (values.size > optionsMax) return undefined;
  }
  return [...values].sort();
}

type Text = (node: FleetNode) => string | null;

/** A property with the values that these nodes have, where they are few. */
function offered(
  nodes: readonly FleetNode[],
  key: string,
  label: string,
  text: Text,
): FilterProperty<FleetNode> {
  return { key, label, text: (node) => text(node) ?? '', options: optionsOf(nodes, text) };
}

/** A property with as many values as nodes: none are offered. */
const typed = (key: string, label: string, text: Text): FilterProperty<FleetNode> => ({
  key,
  label,
  text: (node) => text(node) ?? '',
});

/** What nodes can be filtered by, from what they are and how they are tagged. */
export function nodeProperties(
  nodes: readonly FleetNode[],
  accountName: (account: string) => string,
  newestAgent: string | null,
): readonly FilterProperty<FleetNode>[] {
  return [
    typed('name', 'Name', ({ name }) => name),
    typed('id', 'Node ID', ({ id }) => id),
    { key: 'state', label: 'Ping status', text: ({ state }) => state, options: nodeStates },
    offered(nodes, 'platformType', 'Platform type', ({ platformType }) => platformType),
    offered(nodes, 'platform', 'Platform', platformWords),
    offered(nodes, 'agentVersion', 'Agent version', ({ agentVersion }) => agentVersion),
    agentAge(newestAgent),
    offered(nodes, 'account', 'Account', ({ scope }) => accountName(scope.account)),
    offered(nodes, 'region', 'Region', ({ scope }) => scope.region),
    offered(nodes, 'kind', 'Type', ({ kind }) => (kind === 'EC2' ? 'EC2 instance' : 'Hybrid')),
    typed('computerName', 'Computer name', ({ computerName }) => computerName),
    typed('ip', 'IP address', ({ ipAddress }) => ipAddress),
    offered(nodes, 'association', 'Association status', ({ associationStatus }) => associationStatus),
    offered(nodes, 'iamRole', 'IAM role', ({ iamRole }) => iamRole),
    ...tagProperties(nodes),
  ];
}

const agentAge = (newest: string | null): FilterProperty<FleetNode> => ({
  key: 'agentAge',
  label: 'Agent',
  text: ({ agentVersion }) =>
    agentVersion === null
      ? undefined
      : isAgentOlder(agentVersion, newest)
        ? agentAges.older
        : agentAges.newest,
  options: Object.values(agentAges),
});

function tagProperties(nodes: readonly FleetNode[]): readonly FilterProperty<FleetNode>[] {
  const keys = new Set<string>();
  for (const { tags } of nodes) {
    for (const key in tags) keys.add(key);
    if (keys.size > tagKeysMax) break;
  }
  return [...keys].sort().map((key) => ({
    key: `tag:${key}`,
    label: `Tag ${key}`,
    group: 'Tags',
    text: ({ tags }) => (tags === null ? undefined : (tags[key] ?? '')),
    options: optionsOf(nodes, ({ tags }) => tags?.[key]),
  }));
}
