import { CopyableId } from '@/components/copyable-id';
import { type Column, notReadYet } from '@/components/data-table/column';
import { Missing } from '@/components/missing';
import { RelativeTime } from '@/components/relative-time';
import { RowLink } from '@/components/row-link';
import { TagList } from '@/components/tag-list';
import { routes } from '@/lib/kernel/routes';
import { absoluteTime } from '@/lib/kernel/time';
import { type NodeState, nodeStates } from '../model';
import type { FleetNode } from './fleet-node';
import { NodeStateBadge } from './node-state-badge';

const stateRank = (state: NodeState): number => nodeStates.indexOf(state);

const orMissing = (value: string | null, why: string) => (value === null ? <Missing why={why} /> : value);

const tagWords = (tags: FleetNode['tags']): string =>
  tags === null
    ? notReadYet
    : Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ');

/** A column of one text that AWS may not have; `why` is on hover of the dash. */
function plain(
  id: string,
  header: string,
  width: number,
  value: (node: FleetNode) => string | null,
  why: string,
) {
  const column: Column<FleetNode> = {
    id,
    header,
    width,
    value,
    cell: (node) => orMissing(value(node), why),
  };
  return column;
}

const hidden = (column: Column<FleetNode>): Column<FleetNode> => ({ ...column, hiddenAtFirst: true });

const agentSilent = 'The agent did not report it';

const moreColumns: readonly Column<FleetNode>[] = [
  plain('ip', 'IP address', 130, ({ ipAddress }) => ipAddress, agentSilent),
  plain('computerName', 'Computer name', 180, ({ computerName }) => computerName, agentSilent),
  plain('kind', 'Type', 110, ({ kind }) => (kind === 'EC2' ? 'EC2 instance' : 'Hybrid'), ''),
  plain(
    'association',
    'Association status',
    140,
    ({ associationStatus }) => associationStatus,
    'No association has run on it',
  ),
  plain(
    'activation',
    'Activation',
    200,
    ({ activationId }) => activationId,
    'It was not registered by an activation',
  ),
  plain('iamRole', 'IAM role', 180, ({ iamRole }) => iamRole, 'AWS reports none'),
  plain(
    'instanceType',
    'Instance type',
    120,
    ({ instanceType }) => instanceType,
    'Only DescribeInstanceProperties reports it',
  ),
];

/** All columns of a node list, those shown at first in front. Contributed ones go before the tags. */
export const nodeColumns = (accountName: (account: string) => string): readonly Column<FleetNode>[] => [
  {
    id: 'name',
    header: 'Name',
    width: 128,
    fixed: true,
    value: ({ name }) => name,
    cell: ({ name, scope, id }) => <RowLink href={routes.node(scope, id)}>{name}</RowLink>,
  },
  {
    id: 'id',
    header: 'Node ID',
    width: 186,
    value: ({ id }) => id,
    cell: ({ id }) => <CopyableId id={id} what="node ID" />,
  },
  {
    id: 'state',
    header: 'Ping status',
    width: 148,
    value: ({ state }) => stateRank(state),
    text: ({ state }) => state,
    cell: ({ state }) => <NodeStateBadge state={state} />,
  },
  plain('platform', 'Platform', 154, ({ platform }) => platform, agentSilent),
  plain('agentVersion', 'Agent version', 120, ({ agentVersion }) => agentVersion, agentSilent),
  {
    id: 'tags',
    header: 'Tags',
    width: 168,
    value: ({ tags }) => (tags === null ? undefined : tagWords(tags)),
    text: ({ tags }) => tagWords(tags),
    cell: ({ tags }) =>
      tags === null ? (
        <Missing why="Tags are not read yet, or may not be" />
      ) : (
        <TagList tags={tags} leaveOut="Name" />
      ),
  },
  plain('account', 'Account', 98, ({ scope }) => accountName(scope.account), ''),
  plain('region', 'Region', 88, ({ scope }) => scope.region, ''),
  {
    id: 'lastSeen',
    header: 'Last seen',
    width: 92,
    value: ({ lastPingAt }) => lastPingAt,
    text: ({ lastPingAt }) => (lastPingAt === null ? '' : absoluteTime(lastPingAt)),
    cell: ({ lastPingAt }) =>
      lastPingAt === null ? <Missing why="It never pinged" /> : <RelativeTime atMs={lastPingAt} />,
  },
  ...moreColumns.map(hidden),
];
