import { AwsError } from '../../server/aws-error';
import type { AccessRequest, Call } from '../../server/operation';
import type { PathRequest } from '../../server/service';
import { nodesIn } from '../ssm/nodes/store';

/** ssmmessages actions have no resource types (Service Authorization Reference). */
const access = (action: string): AccessRequest => ({ action: `ssmmessages:${action}`, resource: '*' });

/**
 * The signed caller of a channel that belongs to a node. Only that node itself may have it. Throws
 * AccessDeniedException for others, and where the node's role does not allow the action.
 */
export function requireNode({ call }: PathRequest, action: string, nodeId: string): Call {
  if (!call) throw new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  if (call.caller.kind !== 'node' || call.caller.nodeId !== nodeId)
    throw new AwsError('AccessDeniedException', `${call.caller.arn} may not speak for ${nodeId}.`, 403);
  // Keys outlive a deregistration.
  if (!nodesIn(call.world, call.place).has(nodeId))
    throw new AwsError('AccessDeniedException', `${nodeId} is not registered.`, 403);
  call.authorize(access(action));
  return call;
}
