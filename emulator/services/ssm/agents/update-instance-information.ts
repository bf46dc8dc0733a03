import { z } from 'zod';
import { operation } from '../../../server/operation';
import { heardFrom } from '../nodes/agent-connections';
import { nodeArn } from '../nodes/store';
import { reportedPlatform } from './machine';
import { requireSelf } from './require-self';

/**
 * UpdateInstanceInformation: an agent's sign of life (agent-service paper section 3). AWS documents it as an action
 * without publishing its shape, so members are taken as AWS's agent sends them. A node may speak for itself only.
 */
export const updateInstanceInformation = operation({
  name: 'UpdateInstanceInformation',
  readOnly: false,
  input: z.looseObject({
    InstanceId: z.string().regex(/^(i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$/),
    AgentName: z.string().optional(),
    AgentStatus: z.string().optional(),
    AgentVersion: z.string().max(64).optional(),
    ComputerName: z.string().max(255).optional(),
    IPAddress: z.string().max(46).optional(),
    PlatformName: z.string().max(255).optional(),
    PlatformType: z.string().optional(),
    PlatformVersion: z.string().max(255).optional(),
  }),
  access: (input, { place }) => [
    { action: 'ssm:UpdateInstanceInformation', resource: nodeArn(place, input.InstanceId) },
  ],
  run: (input, call) => {
    const { world, place } = call;
    const node = requireSelf(call, input.InstanceId);
    // The first, short report of AWS's agent has no facts; an empty text would wipe what is known.
    node.agentVersion = input.AgentVersion || node.agentVersion;
    node.computerName = input.ComputerName || node.computerName;
    node.ipAddress = input.IPAddress || node.ipAddress;
    node.platformType = reportedPlatform(input.PlatformType) ?? node.platformType;
    node.platformName = input.PlatformName || node.platformName;
    node.platformVersion = input.PlatformVersion || node.platformVersion;
    heardFrom(world, place, node.id);
    return {};
  },
});
