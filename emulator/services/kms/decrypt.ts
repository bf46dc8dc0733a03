import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { algorithmShape, blobShape, contextShape, keyIdShape } from './context-shape';
import { findKey } from './find-key';
import { keyAccess } from './key-access';
import { keyOfSealed, unseal } from './seal';

/** KMS API reference, Decrypt: up to 6,144 bytes. */
const ciphertextBytesMax = 6144;

export const decrypt = operation({
  name: 'Decrypt',
  readOnly: true,
  secretMembers: ['CiphertextBlob'],
  leavesOut: 'asymmetric keys, grants, Recipient (Nitro), DryRun',
  input: z.object({
    CiphertextBlob: blobShape(ciphertextBytesMax),
    EncryptionContext: contextShape,
    KeyId: keyIdShape.optional(),
    EncryptionAlgorithm: algorithmShape,
  }),
  access: ({ CiphertextBlob, EncryptionContext }, call) => [
    keyAccess(call, {
      action: 'Decrypt',
      key: keyOfSealed(call.world, CiphertextBlob),
      context: EncryptionContext,
    }),
  ],
  run({ CiphertextBlob, EncryptionContext, KeyId, EncryptionAlgorithm }, { world, place }) {
    const key = keyOfSealed(world, CiphertextBlob);
    if (KeyId !== undefined && findKey(world, place, KeyId).arn !== key.arn)
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    return { Plaintext: unseal(key, CiphertextBlob, EncryptionContext), KeyId: key.arn, EncryptionAlgorithm };
  },
});
