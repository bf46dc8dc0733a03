import type { Place, World } from '../world/world';
import type { Caller } from './caller';
import { issueCredential } from './credential';
import { roleArn, roleId } from './iam/role';

/** The role of the seeded nodes: AmazonSSMManagedInstanceCore and nothing else. */
export const nodeRoleName = 'QuarterdeckNode';

/** Instance profile and hybrid credentials last an hour; the agent renews them before they end. */
export const nodeCredentialSeconds = 3600;

/** The role that hybrid activations of the seeds name: the same rights, for machines outside of EC2. */
export const hybridRoleName = 'service-role/QuarterdeckHybridNode';

/**
 * Temporary keys for one node, as EC2's metadata service or RequestManagedInstanceRoleToken gives them. The session
 * is named after the node. `roleName` may have a path, which role ARNs have and session ARNs do not.
 */
export function issueNodeCredentials(
  world: World,
  place: Place,
  nodeId: string,
  roleName = nodeRoleName,
  lifetimeSeconds = nodeCredentialSeconds,
) {
  return issueCredential(world, { lifetimeSeconds, caller: nodeCaller(place, nodeId, roleName) });
}

/** A node in its role. */
export function nodeCaller(place: Place, nodeId: string, roleName: string): Omit<Caller, 'accessKeyId'> {
  const name = roleName.slice(roleName.lastIndexOf('/') + 1);
  return {
    kind: 'node',
    account: place.account,
    arn: `arn:aws:sts::${place.account}:assumed-role/${name}/${nodeId}`,
    userId: `${roleId(place.account, roleName)}:${nodeId}`,
    roleName: name,
    roleArn: roleArn(place.account, roleName),
    roleId: roleId(place.account, roleName),
    sessionName: nodeId,
    tags: new Map(),
    transitiveTagKeys: [],
    nodeId,
  };
}
