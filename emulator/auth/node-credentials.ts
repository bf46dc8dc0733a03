import type { Place, World } from '../world/world';
import { issueCredential } from './credential';
import { roleArn, roleId } from './iam/role';

/** The role of the seeded nodes: AmazonSSMManagedInstanceCore and nothing else. */
export const nodeRoleName = 'QuarterdeckNode';

/** Instance profile and hybrid credentials last an hour; the agent renews them before they end. */
const nodeCredentialSeconds = 3600;

/** Temporary keys for one node, as EC2's metadata service or RequestManagedInstanceRoleToken gives them. The session is named after the node. */
export function issueNodeCredentials(world: World, place: Place, nodeId: string, roleName = nodeRoleName) {
  return issueCredential(world, {
    lifetimeSeconds: nodeCredentialSeconds,
    caller: {
      kind: 'node',
      account: place.account,
      arn: `arn:aws:sts::${place.account}:assumed-role/${roleName}/${nodeId}`,
      userId: `${roleId(place.account, roleName)}:${nodeId}`,
      roleName,
      roleArn: roleArn(place.account, roleName),
      roleId: roleId(place.account, roleName),
      sessionName: nodeId,
      tags: new Map(),
      transitiveTagKeys: [],
      nodeId,
    },
  });
}
