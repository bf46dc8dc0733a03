import { z } from 'zod';
import { operation } from '../../server/operation';
import { algorithmShape, blobShape, contextShape, keyIdShape } from './context-shape';
import { findKey } from './find-key';
import { keyAccess } from './key-access';
import { seal } from './seal';

/** KMS API reference, Encrypt: up to 4,096 bytes. */
const plaintextBytesMax = 4096;

export const encrypt = operation({
  name: 'Encrypt',
  readOnly: true,
  secretMembers: ['Plaintext'],
  leavesOut: 'asymmetric keys, grants, DryRun',
  input: z.object({
    KeyId: keyIdShape,
    Plaintext: blobShape(plaintextBytesMax),
    EncryptionContext: contextShape,
    EncryptionAlgorithm: algorithmShape,
  }),
  access: ({ KeyId, EncryptionContext }, call) => [
    keyAccess(call, {
      action: 'Encrypt',
      key: findKey(call.world, call.place, KeyId),
      context: EncryptionContext,
      alias: KeyId,
    }),
  ],
  run({ KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm }, { world, place }) {
    const key = findKey(world, place, KeyId);
    return { CiphertextBlob: seal(key, Plaintext, EncryptionContext), KeyId: key.arn, EncryptionAlgorithm };
  },
});
