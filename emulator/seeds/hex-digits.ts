import type { Luck } from '../world/luck';

const digitsPerDraw = 8;

/** Hexadecimal digits, eight to a draw: `Luck.hex` draws each by itself, which shows at ten thousand nodes. */
export function hexDigits(luck: Luck, length: number): string {
  let digits = '';
  while (digits.length < length)
    digits += Math.floor(luck.next() * 16 ** digitsPerDraw)
      .toString(16)
      .padStart(digitsPerDraw, '0');
  return digits.slice(0, length);
}
