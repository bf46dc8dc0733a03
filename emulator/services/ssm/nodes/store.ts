import { tagsOf } from '../../../world/tags';
import { type Place, Shelf, type World } from '../../../world/world';

export type PlatformType = 'Linux' | 'Windows' | 'MacOS';

/** A managed node as SSM keeps it. Ping status is derived on read (`pingStatus`), never stored. */
export interface ManagedNode {
  /** `i-…` for EC2 instances, `mi-…` for hybrid-activated machines. */
  readonly id: string;
  readonly resourceType: 'EC2Instance' | 'ManagedInstance';
  platformType: PlatformType;
  platformName: string;
  platformVersion: string;
  architecture: 'x86_64' | 'arm64';
  agentVersion: string;
  computerName: string;
  ipAddress: string;
  /** Hybrid nodes: the service role; EC2: the instance profile's role ARN. */
  iamRole: string;
  /** Hybrid nodes only: the name given at activation. EC2 nodes carry theirs in the `Name` tag. */
  name?: string;
  activationId?: string;
  registeredAtMs: number;
  /** When its agent was last heard (world time), 0 for never; what ping status is derived from. */
  lastPingAtMs: number;
  /** A fixed status for machines that are not running (EC2 stopped / terminated or an agent that was shut down). */
  inactive: boolean;
  /** No real agent stands behind it: listed and patched, but takes no session (TargetNotConnected). Its heartbeat is taken as given. */
  simulated: boolean;
  /** Generated nodes (EMULATOR_NODES): the built-in agent attaches them at their first session. */
  attachOnDemand: boolean;
  /** The built-in agent of this emulator stands behind it (at start, or on demand). False for switched-off nodes and real AWS agents. */
  agentHosted: boolean;
}

const nodes = new Shelf('ssm.nodes', () => new Map<string, ManagedNode>());

/** All nodes registered in one account and Region, by id. */
export const nodesIn = (world: World, place: Place): Map<string, ManagedNode> => nodes.of(world, place);

export const nodePlaces = (world: World): [Place, Map<string, ManagedNode>][] => nodes.places(world);

/** Where IAM and tagging know a node: EC2 instances under ec2, hybrid nodes under ssm (Service Authorization Reference). */
export const nodeArn = (place: Place, id: string): string =>
  id.startsWith('mi-')
    ? `arn:aws:ssm:${place.region}:${place.account}:managed-instance/${id}`
    : `arn:aws:ec2:${place.region}:${place.account}:instance/${id}`;

/** `ssm:resourceTag/<key>` and `aws:ResourceTag/<key>` of a resource, for an AccessRequest's keys. */
export function resourceTagKeys(world: World, arn: string): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const [key, value] of tagsOf(world, arn)) {
    keys[`ssm:resourceTag/${key}`] = value;
    keys[`aws:ResourceTag/${key}`] = value;
  }
  return keys;
}
