import { sha256 } from './digest';

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/**
 * Stands in for AES-GCM where a schedule needs its answers at once, which WebCrypto never gives: nonce, ciphertext and tag as long as the real
 * ones, and nothing opens that was sealed with another key or changed. `web-crypto.test.ts` has the real one.
 */
export function seal(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const ciphertext = masked(key, nonce, plaintext);
  return joined(nonce, ciphertext, tagOf(key, nonce, ciphertext));
}

/** Throws when the bytes were not sealed with the key. */
export function open(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const [nonce, ciphertext] = [sealed.slice(0, 12), sealed.slice(12, -16)];
  if (tagOf(key, nonce, ciphertext).join() !== sealed.slice(-16).join())
    throw new Error('Not sealed with this key');
  return masked(key, nonce, ciphertext);
}

function masked(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array): Uint8Array {
  const masks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 32)
    masks.push(sha256(joined(key, nonce, Uint8Array.of(at >> 8, at >> 5))));
  return bytes.map((byte, at) => byte ^ (masks[at >> 5]?.[at & 31] ?? 0));
}

const tagOf = (key: Uint8Array, nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  sha256(joined(ciphertext, key, nonce)).slice(0, 16);

const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
