import { z } from 'zod';
import { AwsError } from '../../server/aws-error';

/** KMS API reference: key ids, aliases and ARNs alike. */
export const keyIdShape = z.string().min(1).max(2048);
export const contextShape = z.record(z.string(), z.string()).default({});

/** A blob member: base64 in JSON, with KMS's bounds in bytes. */
export const blobShape = (bytesMax: number) =>
  z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(
      (bytes) => bytes.length >= 1 && bytes.length <= bytesMax,
      `Member must have length between 1 and ${bytesMax}`,
    );

/** We only make symmetric keys; another algorithm is KMS's own error. */
export const algorithmShape = z
  .string()
  .optional()
  .transform((name) => {
    if (name !== undefined && name !== 'SYMMETRIC_DEFAULT')
      throw new AwsError('InvalidKeyUsageException', `The key does not support the algorithm ${name}.`);
    return 'SYMMETRIC_DEFAULT' as const;
  });
