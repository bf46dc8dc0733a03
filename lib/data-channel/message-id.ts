const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);
const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// The wire carries the two 64-bit halves LOW half first: byte i of the text stands at (i + 8) mod 16
// (data-channel paper section 4.1). An acknowledgement must name the id in text order.
const swapped = (index: number): number => (index + 8) & 15;

/** Reads the 16 wire bytes at `offset` as a lower-case hyphenated UUID. */
export function readMessageId(bytes: Uint8Array, offset: number): string {
  let text = '';
  for (let i = 0; i < 16; i += 1) {
    text += hexOfByte[bytes[offset + swapped(i)] ?? 0];
    if (i === 3 || i === 5 || i === 7 || i === 9) text += '-';
  }
  return text;
}

/** Writes a UUID in wire order. Throws RangeError when `id` is no lower-case hyphenated UUID. */
export function writeMessageId(bytes: Uint8Array, offset: number, id: string): void {
  if (!uuidText.test(id)) throw new RangeError(`Not a lower-case UUID: ${id}`);
  const hex = id.replaceAll('-', '');
  for (let i = 0; i < 16; i += 1) {
    bytes[offset + swapped(i)] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  }
}
