/**
 * Where to cut `bytes` so that a piece of at most `bytesMax` ends with a whole UTF-8 character, if it can: AWS's
 * agent cuts its output so, and logs are read piece by piece. Bytes that are no UTF-8 are cut anywhere.
 */
export function utf8Cut(bytes: Uint8Array, bytesMax: number): number {
  if (bytes.length <= bytesMax) return bytes.length;
  let cut = bytesMax;
  // A character has at most three continuation bytes (10xxxxxx) after its first.
  while (cut > bytesMax - 3 && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut -= 1;
  return ((bytes[cut] ?? 0) & 0xc0) === 0x80 ? bytesMax : cut;
}
