import type { OperationService } from '../../server/service';
import { describeInstances } from './describe-instances';
import { createTags, deleteTags } from './tag-operations';

/** Amazon EC2, as far as nodes and their tags need it. */
export const ec2Service: OperationService = {
  kind: 'operations',
  name: 'ec2',
  protocol: 'ec2',
  targetPrefix: '',
  apiVersion: '2016-11-15',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  eventSource: 'ec2.amazonaws.com',
  operations: [describeInstances, createTags, deleteTags],
};
