import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { noteIssued } from '../../auth/issued';
import { validationError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { contextShape, keyIdShape } from './context-shape';
import { findKey } from './find-key';
import { keyAccess } from './key-access';
import { seal } from './seal';

const specBytes = { AES_128: 16, AES_256: 32 } as const;

export const generateDataKey = operation({
  name: 'GenerateDataKey',
  readOnly: true,
  leavesOut: 'grants, Recipient (Nitro), DryRun',
  input: z.object({
    KeyId: keyIdShape,
    EncryptionContext: contextShape,
    NumberOfBytes: z.number().int().min(1).max(1024).optional(),
    KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
  }),
  access: ({ KeyId, EncryptionContext }, call) => [
    keyAccess(call, {
      action: 'GenerateDataKey',
      key: findKey(call.world, call.place, KeyId),
      context: EncryptionContext,
      alias: KeyId,
    }),
  ],
  run({ KeyId, EncryptionContext, NumberOfBytes, KeySpec }, { world, place }) {
    if ((NumberOfBytes === undefined) === (KeySpec === undefined))
      throw validationError('Please specify either number of bytes or key spec.');
    const key = findKey(world, place, KeyId);
    const plaintext = randomBytes(KeySpec ? specBytes[KeySpec] : (NumberOfBytes ?? 0));
    noteIssued(world, 'data-key', plaintext.toString('base64'));
    return {
      CiphertextBlob: seal(key, plaintext, EncryptionContext),
      Plaintext: plaintext,
      KeyId: key.arn,
    };
  },
});
