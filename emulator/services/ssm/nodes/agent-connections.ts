import type { Place, World } from '../../../world/world';
import { nodePlaces, nodesIn } from './store';

/**
 * Which nodes hold a control channel right now. In memory and not on a shelf: sockets do not survive a
 * restart. Counted, since an agent may open its next channel before it closes the last.
 */
const connections = new WeakMap<World, Map<string, number>>();

const keyOf = (place: Place, nodeId: string) => `${place.account}/${place.region}/${nodeId}`;

function countsOf(world: World): Map<string, number> {
  const found = connections.get(world) ?? new Map<string, number>();
  connections.set(world, found);
  return found;
}

/** A control channel opened. Gives back what to call, once, when it closes. */
export function connectAgent(world: World, place: Place, nodeId: string): () => void {
  const key = keyOf(place, nodeId);
  const counts = countsOf(world);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  heardFrom(world, place, nodeId);
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    const left = (counts.get(key) ?? 1) - 1;
    if (left > 0) counts.set(key, left);
    else counts.delete(key);
    heardFrom(world, place, nodeId);
  };
}

export const isAgentConnected = (world: World, place: Place, nodeId: string): boolean =>
  countsOf(world).has(keyOf(place, nodeId));

/** An agent showed that it lives (a heartbeat, a channel opened or closed). */
export function heardFrom(world: World, place: Place, nodeId: string): void {
  const node = nodesIn(world, place).get(nodeId);
  if (node) node.lastPingAtMs = world.clock.now();
}

/** How many nodes the built-in agent attaches at start, and how many of them are connected now. */
export function agentNodes(world: World): { nodes: number; connected: number } {
  let nodes = 0;
  let connected = 0;
  for (const [place, mine] of nodePlaces(world)) {
    for (const node of mine.values()) {
      if (!node.agentHosted || node.attachOnDemand || node.simulated || node.inactive) continue;
      nodes += 1;
      if (isAgentConnected(world, place, node.id)) connected += 1;
    }
  }
  return { nodes, connected };
}
