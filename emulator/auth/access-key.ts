import { randomBytes, randomInt } from 'node:crypto';

/** A long-lived key of an account's administrator, as IAM gives them to users. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new id of AWS's form: `AKIA` (users) or `ASIA` (temporary), then 16 letters and digits (IAM User Guide, unique identifiers). */
export const newAccessKeyId = (prefix: 'AKIA' | 'ASIA'): string =>
  prefix + Array.from({ length: 16 }, () => base32[randomInt(base32.length)]).join('');

/** 40 characters, as AWS's are. */
export const newSecretAccessKey = (): string => randomBytes(30).toString('base64');

export const newAccessKey = (account: string): AccessKey => ({
  accessKeyId: newAccessKeyId('AKIA'),
  secretAccessKey: newSecretAccessKey(),
  account,
});
