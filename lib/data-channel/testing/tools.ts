import { sha256 } from './digest';

export { sha256 };
export const make = { sha256, newMessageId: (): string => crypto.randomUUID() };
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => hexOf[byte]).join('');
export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textFrom = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
