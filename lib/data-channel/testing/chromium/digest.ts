/** SHA-256 as the console's worker has it. */
export { sha256 } from '@noble/hashes/sha2.js';
