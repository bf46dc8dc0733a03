import { z } from 'zod';
import { operation } from '../../../server/operation';
import { nodeArn } from '../nodes/store';
import { requireSelf } from './require-self';

/**
 * ListInstanceAssociations: what an agent should apply, asked every few minutes (agent-service paper section 7). With an
 * error AWS's agent would fall back to older calls.
 */
export const listInstanceAssociations = operation({
  name: 'ListInstanceAssociations',
  readOnly: true,
  leavesOut: 'Always empty: there is no State Manager yet.',
  input: z.looseObject({
    InstanceId: z.string().min(1),
    MaxResults: z.int().min(1).max(50).optional(),
    NextToken: z.string().optional(),
  }),
  access: ({ InstanceId: id }, { place }) => [
    { action: 'ssm:ListInstanceAssociations', resource: nodeArn(place, id) },
  ],
  run: ({ InstanceId: id }, call) => {
    requireSelf(call, id);
    return { Associations: [] };
  },
});
