import type { Place, World } from '../../world/world';
import { isAgentConnected } from '../ssm/nodes/agent-connections';
import type { ManagedNode } from '../ssm/nodes/store';

/** The host of the built-in agent, as those see it who need a node of its. */
export interface Attacher {
  /** Nodes attached at start are still on their way. */
  starting(): boolean;
  /** Attaches a node, or waits for it while it is on its way; false where its control channel does not come up. */
  attach(place: Place, node: ManagedNode): Promise<boolean>;
}

const attachers = new WeakMap<World, Attacher>();

export function attachNodesBy(world: World, attacher: Attacher): void {
  attachers.set(world, attacher);
}

/** Whether the built-in agent will have it: at its first session, or as soon as the emulator has started. */
export function willConnect(world: World, node: ManagedNode): boolean {
  if (!node.agentHosted || node.simulated || node.inactive) return false;
  return node.attachOnDemand || attachers.get(world)?.starting() === true;
}

/** Whether sessions can reach the node, after attaching it where it is not yet. */
export async function connectNode(world: World, place: Place, node: ManagedNode): Promise<boolean> {
  if (isAgentConnected(world, place, node.id)) return true;
  if (!willConnect(world, node)) return false;
  return (await attachers.get(world)?.attach(place, node)) ?? false;
}
