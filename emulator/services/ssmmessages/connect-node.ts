import type { Place, World } from '../../world/world';
import { isAgentConnected } from '../ssm/nodes/agent-connections';
import type { ManagedNode } from '../ssm/nodes/store';

/** Attaches a node to the built-in agent; resolves once its control channel is up, false where that does not come about. */
export type Attach = (place: Place, node: ManagedNode) => Promise<boolean>;

const attachers = new WeakMap<World, Attach>();

/** The built-in agent's host says how nodes are attached on demand. */
export function attachNodesBy(world: World, attach: Attach): void {
  attachers.set(world, attach);
}

/** Whether sessions can reach the node, after attaching a generated one at its first session. */
export async function connectNode(world: World, place: Place, node: ManagedNode): Promise<boolean> {
  if (isAgentConnected(world, place, node.id)) return true;
  if (!node.attachOnDemand || node.simulated || node.inactive) return false;
  return (await attachers.get(world)?.(place, node)) ?? false;
}
