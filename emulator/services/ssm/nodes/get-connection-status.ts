import { z } from 'zod';
import { operation } from '../../../server/operation';
import type { Place, World } from '../../../world/world';
import { willConnect } from '../../ssmmessages/connect-node';
import { onAnyResource } from '../access';
import { isAgentConnected } from './agent-connections';
import { nodesIn } from './store';

/** GetConnectionStatus: whether a session could start now. Unknown targets are `notconnected`, not an error. */
export const getConnectionStatus = operation({
  name: 'GetConnectionStatus',
  input: z.object({ Target: z.string().min(1).max(400) }),
  readOnly: true,
  leavesOut: 'ECS tasks as targets (`ecs:…`): they are notconnected.',
  access: (_, { place }) => [onAnyResource(place, 'GetConnectionStatus')],
  run: ({ Target }, { world, place }) => ({
    Target,
    Status: takesSessions(world, place, Target) ? 'connected' : 'notconnected',
  }),
});

/** Nodes that are connected by their first session, or are on their way, can take one: that is the truth of them. */
function takesSessions(world: World, place: Place, target: string): boolean {
  const node = nodesIn(world, place).get(target);
  if (!node || node.simulated || node.inactive) return false;
  return willConnect(world, node) || isAgentConnected(world, place, target);
}
