/**
 * Order of package versions (`epoch:version-release`), by the rules rpm and dpkg share: runs of digits by
 * number, runs of letters by letter, `~` before everything. Below, at or above zero as in sort.
 */
export function comparePackageVersions(a: string, b: string): number {
  const [epochA, restA] = splitEpoch(a);
  const [epochB, restB] = splitEpoch(b);
  return epochA - epochB || compareRuns(runsOf(restA), runsOf(restB));
}

function splitEpoch(version: string): [number, string] {
  const colon = version.indexOf(':');
  return colon < 0 ? [0, version] : [Number(version.slice(0, colon)), version.slice(colon + 1)];
}

const runsOf = (text: string) => text.match(/\d+|[A-Za-z]+|~/g) ?? [];

function compareRuns(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const order = compareRun(a[i], b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareRun(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === '~' || b === '~') return a === '~' ? -1 : 1;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [numberA, numberB] = [/^\d/.test(a), /^\d/.test(b)];
  if (numberA && numberB) return Number(a) - Number(b);
  // A number is newer than letters in its place.
  if (numberA !== numberB) return numberA ? 1 : -1;
  return a < b ? -1 : 1;
}
