import type { OperationService } from '../../server/service';

/** Systems Manager: every capability's operations. */
export const ssmService: OperationService = {
  kind: 'operations',
  name: 'ssm',
  protocol: 'json-1.1',
  targetPrefix: 'AmazonSSM',
  eventSource: 'ssm.amazonaws.com',
  operations: [],
};
