import type { Call } from '../../server/operation';
import type { Place, World } from '../../world/world';
import { recordInnerCall } from '../cloudtrail/record-call';
import { findKey } from './find-key';
import { type KeyUse, keyAccess } from './key-access';
import { type EncryptionContext, keyOfSealed, seal, unseal } from './seal';

interface Sealed {
  readonly ciphertext: Buffer;
  readonly keyArn: string;
}

interface ToSeal {
  /** A key id, key ARN, alias or alias ARN. */
  readonly keyId: string;
  readonly plaintext: Uint8Array;
  readonly context: EncryptionContext;
}

/** For seeds: seals without a caller, so without IAM. */
export function sealFor(world: World, place: Place, { keyId, plaintext, context }: ToSeal): Sealed {
  const key = findKey(world, place, keyId);
  return { ciphertext: seal(key, plaintext, context), keyArn: key.arn };
}

/**
 * Another service of the emulator encrypts for its caller: IAM and the key policy are asked as KMS would be, with
 * `kms:ViaService`. Throws AWS's access-denied error for kms:Encrypt, NotFoundException for unknown keys.
 */
export function encryptFor(call: Call, asked: ToSeal & { via: string }): Sealed {
  const key = findKey(call.world, call.place, asked.keyId);
  const { context, via, keyId: alias } = asked;
  askKms(call, 'Encrypt', { key, context, via, alias });
  return { ciphertext: seal(key, asked.plaintext, context), keyArn: key.arn };
}

/** The counterpart of `encryptFor`; throws AWS's access-denied error for kms:Decrypt, naming the key. */
export function decryptFor(
  call: Call,
  { ciphertext, context, via }: { ciphertext: Uint8Array; context: EncryptionContext; via: string },
): Buffer {
  const blob = Buffer.from(ciphertext);
  const key = keyOfSealed(call.world, blob);
  askKms(call, 'Decrypt', { key, context, via });
  return unseal(key, blob, context);
}

/** KMS is called, so CloudTrail shows it, refused or not. */
function askKms(
  call: Call,
  name: 'Encrypt' | 'Decrypt',
  use: Omit<KeyUse, 'action'> & { via: string },
): void {
  const inner = {
    service: 'kms',
    name,
    parameters: { keyId: use.key.arn, encryptionContext: use.context },
    arns: [use.key.arn],
    via: use.via,
  };
  try {
    call.authorize(keyAccess(call, { ...use, action: name }));
  } catch (error) {
    recordInnerCall(call, inner, error);
    throw error;
  }
  recordInnerCall(call, inner);
}
