import type { OperationService } from '../../server/service';
import { getMessages } from './get-messages';

/** Message delivery: how commands reach an agent whose control channel is not up (agent-service paper section 5). */
export const ec2messagesService: OperationService = {
  kind: 'operations',
  name: 'ec2messages',
  protocol: 'json-1.1',
  targetPrefix: 'EC2WindowsMessageDeliveryService',
  eventSource: 'ec2messages.amazonaws.com',
  // An agent without a control channel asks for ever: CloudTrail does not record such calls either.
  recorded: false,
  operations: [getMessages],
};
