import { createHash, randomUUID } from 'node:crypto';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
export const make = { sha256, newMessageId: () => randomUUID() };
export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textFrom = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
