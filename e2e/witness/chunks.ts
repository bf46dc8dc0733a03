/** Bytes of one stream message, as both real ends cut them (data-channel paper section 7.1). */
const chunkBytesMax = 1024;

/** Cuts bytes into messages of at most 1024, between UTF-8 characters where the bytes are UTF-8. */
export function chunksOf(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = characterEnd(bytes, from, Math.min(from + chunkBytesMax, bytes.length));
    chunks.push(bytes.subarray(from, to));
    from = to;
  }
  return chunks;
}

/** Steps back over continuation bytes (10xxxxxx), at most three: more means this is no UTF-8. */
function characterEnd(bytes: Buffer, from: number, limit: number): number {
  for (let end = limit; end > Math.max(from, limit - 4); end -= 1) {
    const next = bytes[end];
    if (next === undefined || (next & 0xc0) !== 0x80) return end;
  }
  return limit;
}
