/**
 * Order of package versions (`epoch:version-release`), by the rules rpm and dpkg share: runs of digits by
 * number, runs of letters by letter, `~` before everything. Below, at or above zero as in sort.
 */
export function comparePackageVersions(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [read(a), read(b)];
  return left.epoch - right.epoch || compareRuns(left.runs, right.runs);
}

interface Read {
  readonly epoch: number;
  readonly runs: readonly string[];
}

/** A fleet has few versions and many machines: what was read once is kept. */
const known = new Map<string, Read>();

/** Past this many the memory is emptied rather than grown. */
const knownMax = 20_000;

function read(version: string): Read {
  const found = known.get(version);
  if (found) return found;
  const colon = version.indexOf(':');
  const epoch = colon < 0 ? 0 : Number(version.slice(0, colon));
  const made = { epoch, runs: version.slice(colon + 1).match(/\d+|[A-Za-z]+|~/g) ?? [] };
  if (known.size >= knownMax) known.clear();
  known.set(version, made);
  return made;
}

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
