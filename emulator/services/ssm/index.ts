import type { OperationService } from '../../server/service';
import { operations as activations } from './activations/operations';
import { operations as agents } from './agents/operations';
import { operations as compliance } from './compliance/operations';
import { operations as documents } from './documents/operations';
import { operations as nodes } from './nodes/operations';
import { operations as parameters } from './parameters/operations';
import { operations as patching } from './patching/operations';
import { operations as sessions } from './sessions/operations';
import { operations as tags } from './tags/operations';

/** Systems Manager: every capability's operations. */
export const ssmService: OperationService = {
  kind: 'operations',
  name: 'ssm',
  protocol: 'json-1.1',
  targetPrefix: 'AmazonSSM',
  eventSource: 'ssm.amazonaws.com',
  operations: [
    ...nodes,
    ...tags,
    ...parameters,
    ...patching,
    ...compliance,
    ...documents,
    ...sessions,
    ...activations,
    ...agents,
  ],
};
