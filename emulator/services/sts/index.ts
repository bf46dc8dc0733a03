import type { OperationService } from '../../server/service';
import { assumeRole } from './assume-role';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity';
import { decodeAuthorizationMessage } from './decode-authorization-message';
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
  operations: [assumeRoleWithWebIdentity, assumeRole, getCallerIdentity, decodeAuthorizationMessage],
};
