import type { Place, World } from '../../../world/world';
import { isAgentConnected } from './agent-connections';
import type { ManagedNode } from './store';

/** AWS's `PingStatus`. `Inactive` is in the model but deprecated: AWS no longer gives it (InstanceInformationStringFilter). */
export type PingStatus = 'Online' | 'ConnectionLost';

/** SSM Agent reports its health every five minutes; one that misses it is lost. */
const connectionLostAfterMs = 5 * 60_000;

/** What a node's last heartbeat means at `now`. A node that holds a control channel is heard all the time. */
export function pingStatus(node: ManagedNode, now: number, connected: boolean): PingStatus {
  const heard = lastHeardMs(node, now, connected);
  return now - heard > connectionLostAfterMs ? 'ConnectionLost' : 'Online';
}

/** When the agent was last heard: simulated and on-demand nodes always now, unless switched off. */
export function lastHeardMs(node: ManagedNode, now: number, connected: boolean): number {
  const assumed = (node.simulated || node.attachOnDemand) && !node.inactive;
  return connected || assumed ? now : node.lastPingAtMs;
}

export const pingOf = (world: World, place: Place, node: ManagedNode) => {
  const connected = isAgentConnected(world, place, node.id);
  const now = world.clock.now();
  return {
    status: pingStatus(node, now, connected),
    lastHeardMs: lastHeardMs(node, now, connected),
  };
};
