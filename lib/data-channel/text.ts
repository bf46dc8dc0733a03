const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of UTF-8 bytes, or null when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Arguments of one call that every engine takes. */
const charsPerCall = 8192;

/** Standard base64 with padding, as the two ends write keys and challenges. */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += charsPerCall) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + charsPerCall)));
  }
  return btoa(pieces.join(''));
}

/** The bytes of a base64 text, or null when it is none. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const latin1 = atob(text);
    const bytes = new Uint8Array(latin1.length);
    for (let at = 0; at < latin1.length; at += 1) bytes[at] = latin1.charCodeAt(at);
    return bytes;
  } catch {
    return null;
  }
}
