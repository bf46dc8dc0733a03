import { createHash } from 'node:crypto';

/** SHA-256 of Node. In Chromium the suite runs with `chromium/digest.ts` in its place. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
