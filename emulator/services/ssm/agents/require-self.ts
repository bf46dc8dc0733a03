import { AwsError } from '../../../server/aws-error';
import type { Call } from '../../../server/operation';
import { type ManagedNode, nodesIn } from '../nodes/store';

/** The node that calls, which must be the one that is spoken of. Throws AccessDeniedException, also for one that was deregistered. */
export function requireSelf({ world, place, caller }: Call, id: string): ManagedNode {
  const node = nodesIn(world, place).get(id);
  if (!node || caller.nodeId !== id)
    throw new AwsError('AccessDeniedException', `${caller.arn} may not speak for ${id}.`);
  return node;
}
