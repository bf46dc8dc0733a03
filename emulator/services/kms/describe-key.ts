import { z } from 'zod';
import { operation } from '../../server/operation';
import { keyIdShape } from './context-shape';
import { findKey } from './find-key';
import type { KmsKey } from './key';
import { keyAccess } from './key-access';

export const describeKey = operation({
  name: 'DescribeKey',
  readOnly: true,
  leavesOut: 'grants',
  input: z.object({ KeyId: keyIdShape }),
  access: ({ KeyId }, call) => [
    keyAccess(call, {
      action: 'DescribeKey',
      key: findKey(call.world, call.place, KeyId),
      alias: KeyId,
    }),
  ],
  run: ({ KeyId }, { world, place }) => ({ KeyMetadata: keyMetadata(findKey(world, place, KeyId)) }),
});

/** KMS API reference, KeyMetadata. */
export const keyMetadata = (key: KmsKey) => ({
  AWSAccountId: key.place.account,
  KeyId: key.id,
  Arn: key.arn,
  CreationDate: new Date(key.createdAtMs),
  Enabled: true,
  Description: key.description,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: 'Enabled',
  Origin: 'AWS_KMS',
  KeyManager: key.manager,
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
