import { z } from 'zod';
import { operation } from '../../server/operation';
import { requireSelf } from '../ssm/agents/require-self';

/**
 * GetMessages: what waits for a node (agent-service paper section 5). AWS holds the answer back for a while; AWS's agent,
 * answered at once, waits two seconds by itself before it asks again.
 */
export const getMessages = operation({
  name: 'GetMessages',
  readOnly: true,
  leavesOut: 'Always empty, and at once: commands are not delivered this way.',
  input: z.looseObject({
    Destination: z.string().min(1),
    MessagesRequestId: z.string().min(1),
    VisibilityTimeoutInSeconds: z.number().optional(),
  }),
  access: () => [{ action: 'ec2messages:GetMessages', resource: '*' }],
  run: ({ Destination, MessagesRequestId }, call) => {
    requireSelf(call, Destination);
    return { Destination, MessagesRequestId, Messages: [] };
  },
});
