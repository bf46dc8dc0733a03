import { BareAgent, type BareAgentOptions } from '@/e2e/witness/bare-agent';
import { issueNodeCredentials } from '../../../auth/node-credentials';
import type { TestEmulator } from '../../../testing/start';
import { place, plantNode } from './shell-scene';

export const bareNodeId = 'mi-0bbbbbbbbbbbbbbb1';

/** A hybrid node in the emulator with the bare agent behind it, which knows nothing of our code. */
export function connectBareNode(
  emulator: TestEmulator,
  options: Partial<BareAgentOptions> & Pick<BareAgentOptions, 'program'>,
  nodeId = bareNodeId,
): Promise<BareAgent> {
  plantNode(emulator.world, nodeId, { resourceType: 'ManagedInstance', agentHosted: false, name: nodeId });
  return BareAgent.connect({
    instanceId: nodeId,
    endpoint: emulator.url,
    region: place.region,
    credentials: issueNodeCredentials(emulator.world, place, nodeId),
    ...options,
  });
}
