/** Dotted numbers by number, not by letter: `3.10` is above `3.9`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = Number.parseInt(left[i] ?? '0', 10) - Number.parseInt(right[i] ?? '0', 10);
    if (difference !== 0 && !Number.isNaN(difference)) return Math.sign(difference);
  }
  return 0;
}
