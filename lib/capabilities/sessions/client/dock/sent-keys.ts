/** Keys that a browser or a phone keeps for itself, as a terminal sends them (ECMA-48 controls; xterm's function keys). */
export interface SentKey {
  readonly label: string;
  readonly bytes: string;
}

const control = (letter: string): SentKey => ({
  label: `Ctrl+${letter}`,
  bytes: String.fromCharCode(letter.charCodeAt(0) & 0x1f),
});

const functionKeys: readonly SentKey[] = [
  ...['P', 'Q', 'R', 'S'].map((final, at) => ({ label: `F${at + 1}`, bytes: `\x1bO${final}` })),
  ...[15, 17, 18, 19, 20, 21, 23, 24].map((code, at) => ({ label: `F${at + 5}`, bytes: `\x1b[${code}~` })),
];

export const sentKeys: readonly SentKey[] = [
  { label: 'Esc', bytes: '\x1b' },
  { label: 'Tab', bytes: '\t' },
  ...['C', 'D', 'Z', 'W', 'T', 'N', 'R', 'K'].map(control),
  ...functionKeys,
];
