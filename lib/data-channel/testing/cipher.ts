import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Settled } from '../effect';
import type { Cipher } from './wire';

/** AES-256-GCM as both real ends do it: nonce, ciphertext, tag in one piece (data-channel paper section 10.2). */
export function seal(
  key: Uint8Array,
  plaintext: Uint8Array,
  nonce: Uint8Array = randomBytes(12),
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return new Uint8Array(sealed);
}

export function open(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]));
}

/** One KMS that both ends share: `wrap` stands for GenerateDataKey's blob, bound to the challenge as its context. */
export class SharedKms {
  readonly dataKey: Uint8Array = randomBytes(64);
  readonly contexts: (string | null)[] = [];

  client(): Cipher {
    return this.#cipher(this.dataKey.subarray(32), this.dataKey.subarray(0, 32), ({ challenge }) => {
      this.contexts.push(challenge);
      return { ok: true, bytes: new TextEncoder().encode(`blob:${challenge}`) };
    });
  }

  agent(): Cipher {
    return this.#cipher(
      this.dataKey.subarray(0, 32),
      this.dataKey.subarray(32),
      ({ challenge, ciphertext }) => {
        const isSame = new TextDecoder().decode(ciphertext) === `blob:${challenge}`;
        return isSame
          ? { ok: true, bytes: new Uint8Array(0) }
          : { ok: false, text: 'InvalidCiphertextException' };
      },
    );
  }

  #cipher(sealKey: Uint8Array, openKey: Uint8Array, key: Cipher['key']): Cipher {
    return {
      key,
      seal: (bytes) => ({ ok: true, bytes: seal(sealKey, bytes) }),
      open: (bytes) => attempt(() => open(openKey, bytes)),
    };
  }
}

function attempt(act: () => Uint8Array): Settled {
  try {
    return { ok: true, bytes: act() };
  } catch (cause) {
    return { ok: false, text: String(cause) };
  }
}
