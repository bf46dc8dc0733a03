import type { BucketEncryption } from './store';

/** How S3 says at which an object is encrypted. */
export const encryptionHeaders = ({ algorithm, kmsKeyId }: BucketEncryption): Record<string, string> => ({
  'x-amz-server-side-encryption': algorithm,
  ...(kmsKeyId === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
});
