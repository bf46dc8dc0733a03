import type { OperationService } from '../../server/service';
import { getResources } from './get-resources';

/** AWS Resource Groups Tagging API. */
export const taggingService: OperationService = {
  kind: 'operations',
  name: 'tagging',
  protocol: 'json-1.1',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  eventSource: 'tagging.amazonaws.com',
  operations: [getResources],
};
