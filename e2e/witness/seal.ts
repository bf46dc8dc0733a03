import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** The two keys of a KMS-encrypted session: halves of the 64-byte data key (data-channel paper section 10.1). */
export interface SessionKeys {
  agentToClient: Buffer;
  clientToAgent: Buffer;
}

/** @throws RangeError unless the data key has 64 bytes */
export function splitDataKey(plaintext: Uint8Array): SessionKeys {
  if (plaintext.length !== 64) throw new RangeError(`data key has ${plaintext.length} bytes, 64 are needed`);
  const key = Buffer.from(plaintext);
  return { agentToClient: key.subarray(0, 32), clientToAgent: key.subarray(32) };
}

/** AES-256-GCM as nonce, ciphertext, tag (section 10.2). */
export function seal(key: Buffer, plain: Uint8Array, nonce: Buffer = randomBytes(nonceBytes)): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when too short or not sealed with this key */
export function unseal(key: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new RangeError('too short to be sealed');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** EncryptionContext that both ends must hand to KMS (section 10.1). */
export function encryptionContext(sessionId: string, targetId: string, challenge?: string) {
  return {
    'aws:ssm:SessionId': sessionId,
    'aws:ssm:TargetId': targetId,
    ...(challenge === undefined ? {} : { 'aws:ssm:RandomChallenge': challenge }),
  };
}
