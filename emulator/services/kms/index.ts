import type { OperationService } from '../../server/service';
import { createKey } from './create-key';
import { decrypt } from './decrypt';
import { describeKey } from './describe-key';
import { encrypt } from './encrypt';
import { generateDataKey } from './generate-data-key';
import { listAliases } from './list-aliases';

/** Key Management Service: symmetric keys that really encrypt. */
export const kmsService: OperationService = {
  kind: 'operations',
  name: 'kms',
  protocol: 'json-1.1',
  targetPrefix: 'TrentService',
  eventSource: 'kms.amazonaws.com',
  operations: [createKey, decrypt, describeKey, encrypt, generateDataKey, listAliases],
};
