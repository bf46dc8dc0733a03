import type { OperationService } from '../../server/service';
import { getCallerIdentity } from './get-caller-identity';

/** Security Token Service. */
export const stsService: OperationService = {
  kind: 'operations',
  name: 'sts',
  protocol: 'query',
  targetPrefix: '',
  apiVersion: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  eventSource: 'sts.amazonaws.com',
  operations: [getCallerIdentity],
};
