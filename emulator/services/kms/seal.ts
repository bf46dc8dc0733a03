import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../../server/aws-error';
import type { World } from '../../world/world';
import { type KmsKey, keyRing } from './key';

/** Pairs that must be given again to decrypt; authenticated with the text, not kept in it. */
export type EncryptionContext = Readonly<Record<string, string>>;

const formatVersion = 1;
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under the key's own material: version, length and ARN of the key, nonce, tag, text. */
export function seal(key: KmsKey, plaintext: Uint8Array, context: EncryptionContext): Buffer {
  const iv = randomBytes(ivBytes);
  const head = Buffer.from([formatVersion, key.arn.length, ...Buffer.from(key.arn, 'latin1')]);
  const cipher = createCipheriv('aes-256-gcm', key.material, iv);
  cipher.setAAD(Buffer.concat([head, contextBytes(context)]));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), text]);
}

/** The key a sealed blob names; InvalidCiphertextException when it is none of this world's. */
export function keyOfSealed(world: World, blob: Buffer): KmsKey {
  const { arn } = split(blob);
  const [, , , region = '', account = '', local = ''] = arn.split(':');
  const key = keyRing(world, { region, account }).keys.get(local.replace(/^key\//, ''));
  if (!key) throw invalidCiphertext();
  return key;
}

/** The text again; InvalidCiphertextException when the blob, the key or the context is not the one. */
export function unseal(key: KmsKey, blob: Buffer, context: EncryptionContext): Buffer {
  const { head, iv, tag, text } = split(blob);
  const decipher = createDecipheriv('aes-256-gcm', key.material, iv);
  decipher.setAAD(Buffer.concat([head, contextBytes(context)]));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

function split(blob: Buffer) {
  const arnEnd = 2 + (blob[1] ?? 0);
  if (blob[0] !== formatVersion || blob.length < arnEnd + ivBytes + tagBytes) throw invalidCiphertext();
  return {
    head: blob.subarray(0, arnEnd),
    arn: blob.subarray(2, arnEnd).toString('latin1'),
    iv: blob.subarray(arnEnd, arnEnd + ivBytes),
    tag: blob.subarray(arnEnd + ivBytes, arnEnd + ivBytes + tagBytes),
    text: blob.subarray(arnEnd + ivBytes + tagBytes),
  };
}

/** KMS gives this error no message (API reference, Decrypt). */
const invalidCiphertext = () => new AwsError('InvalidCiphertextException', '');

/** The order in which pairs were given does not matter (KMS Developer Guide, Encryption context). */
const contextBytes = (context: EncryptionContext) =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
