import type { OperationService } from '../../server/service';
import { lookupEvents } from './lookup-events';

/** CloudTrail: the event history of the accounts. */
export const cloudtrailService: OperationService = {
  kind: 'operations',
  name: 'cloudtrail',
  protocol: 'json-1.1',
  targetPrefix: 'CloudTrail_20131101',
  eventSource: 'cloudtrail.amazonaws.com',
  operations: [lookupEvents],
};
