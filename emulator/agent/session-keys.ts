import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Settled } from '@/lib/data-channel';

/** Both directions' AES-256 keys in one piece: agent to client, then client to agent (data-channel paper 10.1). */
const dataKeyBytes = 64;
const nonceBytes = 12;
const tagBytes = 16;

/** The keys of one encrypted session, at the agent's end. AES-256-GCM: nonce, ciphertext, tag (data-channel paper 10.2). */
export class SessionKeys {
  readonly #sealKey: Uint8Array;
  readonly #openKey: Uint8Array;
  /** AWS's agent counts on from a random start: no nonce comes twice under one key. */
  readonly #nonce = randomBytes(nonceBytes);

  /** @param dataKey 64 bytes; throws RangeError otherwise */
  constructor(dataKey: Uint8Array) {
    if (dataKey.length !== dataKeyBytes) throw new RangeError('The data key of a session has 64 bytes.');
    this.#sealKey = dataKey.slice(0, dataKeyBytes / 2);
    this.#openKey = dataKey.slice(dataKeyBytes / 2);
  }

  seal(bytes: Uint8Array): Settled {
    countUp(this.#nonce);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, this.#nonce);
    const parts = [this.#nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    return { ok: true, bytes: Buffer.concat(parts) };
  }

  open(sealed: Uint8Array): Settled {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#openKey, sealed.subarray(0, nonceBytes));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
      return { ok: true, bytes: Buffer.concat([text, decipher.final()]) };
    } catch {
      return { ok: false, text: 'The client sent what this session’s key does not open.' };
    }
  }
}

/** One number of twelve bytes, the lowest first. */
function countUp(nonce: Uint8Array): void {
  for (let at = 0; at < nonce.length; at += 1) {
    const next = ((nonce[at] ?? 0) + 1) & 0xff;
    nonce[at] = next;
    if (next !== 0) return;
  }
}
