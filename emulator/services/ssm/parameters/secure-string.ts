import { AwsError } from '../../../server/aws-error';
import type { Call } from '../../../server/operation';
import type { Place, World } from '../../../world/world';
import { decryptFor, encryptFor, sealFor } from '../../kms/envelope';
import { type ParameterVersion, parameterArn } from './store';

/** The key Parameter Store takes when the writer names none. */
export const defaultKeyId = 'alias/aws/ssm';

/** Parameter Store binds each ciphertext to its parameter (User Guide, KMS encryption for SecureString parameters). */
const contextOf = (place: Place, name: string) => ({ PARAMETER_ARN: parameterArn(place, name) });

/** Encrypts as the caller, under the caller's rights to the key. Gives base64. */
export function seal(call: Call, name: string, keyId: string, value: string): string {
  const plaintext = Buffer.from(value);
  return asKeyProblem(() =>
    encryptFor(call, { keyId, plaintext, context: contextOf(call.place, name), via: 'ssm' }),
  ).ciphertext.toString('base64');
}

/** Encrypts while a world is seeded: nobody calls, so nobody is asked. */
export function sealSeed(world: World, place: Place, name: string, keyId: string, value: string): string {
  const plaintext = Buffer.from(value);
  return sealFor(world, place, { keyId, plaintext, context: contextOf(place, name) }).ciphertext.toString(
    'base64',
  );
}

/** A version's value as the caller may see it: decrypted only for SecureStrings and only when asked. */
export function revealed(call: Call, name: string, version: ParameterVersion, decrypt: boolean): string {
  if (version.type !== 'SecureString' || !decrypt) return version.value;
  const ciphertext = Buffer.from(version.value, 'base64');
  return asKeyProblem(() =>
    decryptFor(call, { ciphertext, context: contextOf(call.place, name), via: 'ssm' }),
  ).toString();
}

/** What KMS says of a key that is not there or not usable is InvalidKeyId to Parameter Store's callers. */
function asKeyProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const keyCodes = ['NotFoundException', 'DisabledException', 'KMSInvalidStateException'];
    if (error instanceof AwsError && keyCodes.includes(error.code))
      throw new AwsError('InvalidKeyId', error.message);
    throw error;
  }
}
