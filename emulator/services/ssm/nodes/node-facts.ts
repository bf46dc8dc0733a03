import { tagsOf } from '../../../world/tags';
import type { Place, World } from '../../../world/world';
import { type Ec2Instance, instancesIn } from '../../ec2/store';
import { latestAgentVersion } from './agent-version';
import { compareVersions } from './compare-versions';
import { type PingStatus, pingOf } from './ping-status';
import { type ManagedNode, nodeArn, nodesIn } from './store';

/** Everything both node listings say of a node and filter by, gathered once per node and request. */
export interface NodeFacts {
  readonly node: ManagedNode;
  readonly instance: Ec2Instance | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly ping: PingStatus;
  readonly lastPingAtMs: number;
  readonly sourceType: 'AWS::EC2::Instance' | 'AWS::SSM::ManagedInstance';
}

export function factsOf(world: World, place: Place, node: ManagedNode): NodeFacts {
  const ping = pingOf(world, place, node);
  return {
    node,
    instance: instancesIn(world, place).get(node.id),
    tags: tagsOf(world, nodeArn(place, node.id)),
    ping: ping.status,
    lastPingAtMs: ping.lastHeardMs,
    sourceType: node.resourceType === 'EC2Instance' ? 'AWS::EC2::Instance' : 'AWS::SSM::ManagedInstance',
  };
}

/** Every node of a place in the order of ids, which is the order of pages. */
export const allFacts = (world: World, place: Place): NodeFacts[] =>
  [...nodesIn(world, place).values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((node) => factsOf(world, place, node));

/** EC2 nodes carry their name in the `Name` tag, hybrid ones in their activation (DescribeInstanceProperties). */
export const nameOf = ({ node, tags }: NodeFacts): string =>
  node.resourceType === 'EC2Instance' ? (tags.get('Name') ?? '') : (node.name ?? '');

export const hasLatestAgent = (node: ManagedNode): boolean =>
  compareVersions(node.agentVersion, latestAgentVersion) >= 0;
