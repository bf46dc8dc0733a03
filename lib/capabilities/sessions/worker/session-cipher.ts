import type { Settled } from '@/lib/data-channel';
import type { SessionKeys } from '../client/worker-messages';

const nonceBytes = 12;

/** One encrypted session's cipher at the operator's end: AES-256-GCM by WebCrypto, as nonce, ciphertext and tag. */
export class SessionCipher {
  readonly #keys: SessionKeys;

  constructor(keys: SessionKeys) {
    this.#keys = keys;
  }

  /** A nonce of its own each time, at random as AWS's client has it (data-channel paper 10.2). */
  async seal(bytes: Uint8Array): Promise<Settled> {
    const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
    try {
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#keys.seal, own(bytes));
      const all = new Uint8Array(nonceBytes + sealed.byteLength);
      all.set(iv);
      all.set(new Uint8Array(sealed), nonceBytes);
      return { ok: true, bytes: all };
    } catch {
      return { ok: false, text: 'This browser could not seal what was typed.' };
    }
  }

  async open(sealed: Uint8Array): Promise<Settled> {
    const iv = own(sealed.subarray(0, nonceBytes));
    try {
      const text = own(sealed.subarray(nonceBytes));
      const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#keys.open, text);
      return { ok: true, bytes: new Uint8Array(bytes) };
    } catch {
      return { ok: false, text: 'The node sent what this session’s key does not open.' };
    }
  }
}

/** Frames are views of what a socket received; a cipher works later, so it gets a copy. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
