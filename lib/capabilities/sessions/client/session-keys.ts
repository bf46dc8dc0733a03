import type { DataKey } from '../contract';
import type { SessionKeys } from './worker-messages';

/** Bytes of one direction's key: agent to client first, then client to agent (data-channel paper 10.1). */
const keyBytes = 32;

export interface ImportedKey {
  readonly keys: SessionKeys;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/**
 * A data key as two keys that nothing can read back, and as what only KMS opens. The bytes in clear are overwritten
 * here; of the text that they came in nothing keeps a reference.
 */
export async function importDataKey({ plaintext, ciphertext }: DataKey): Promise<ImportedKey> {
  const bytes = bytesOf(plaintext);
  try {
    if (bytes.length !== 2 * keyBytes) throw new RangeError('The data key of a session has 64 bytes.');
    const open = await importKey(bytes.subarray(0, keyBytes), 'decrypt');
    const seal = await importKey(bytes.subarray(keyBytes), 'encrypt');
    return { keys: { open, seal }, ciphertext: bytesOf(ciphertext) };
  } finally {
    bytes.fill(0);
  }
}

const importKey = (bytes: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
