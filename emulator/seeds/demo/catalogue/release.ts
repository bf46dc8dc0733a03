import type { AdvisorySeedInput } from '../../format/patching-seed';

/**
 * One fix: packages (blank between them), version that holds it, severity, days since its release, CVEs.
 * Days count back from the start of the world, so that a demo begun on any day has young and old advisories;
 * packages and CVEs belong together as in the vendors' own notices, dates and release numbers do not.
 */
type Release = readonly [packages: string, version: string, severity: string, daysAgo: number, cves: string];

/** What one operating system release had published, and what a fresh image of it holds. */
export interface ProductCatalogue {
  readonly product: string;
  /** Version of each package on an image older than every release. */
  readonly image: Readonly<Record<string, string>>;
  readonly releases: readonly Release[];
  /** Severity that marks a release as no security fix. */
  readonly bugfix?: string;
}

export const advisoriesOf = ({ product, releases, bugfix }: ProductCatalogue): AdvisorySeedInput[] =>
  releases.map(([packages, version, severity, daysAgo, cves], index) => ({
    id: `${product}-${String(index + 1).padStart(3, '0')}`,
    title: `${severity}: ${packages.split(' ')[0]} ${severity === bugfix ? 'update' : 'security update'}`,
    cveIds: cves ? cves.split(' ') : [],
    classification: severity === bugfix ? 'Bugfix' : 'Security',
    severity: severity === bugfix ? 'None' : severity,
    products: [product],
    released: `${daysAgo}d ago`,
    fixes: Object.fromEntries(packages.split(' ').map((name) => [name, version])),
  }));

/** Packages of an image of this product that took every release up to so many days ago, but for those held back. */
export function packagesAt(
  { image, releases }: ProductCatalogue,
  daysAgo: number,
  held: readonly string[] = [],
): Record<string, string> {
  const packages = { ...image };
  const oldestFirst = [...releases].sort((a, b) => b[3] - a[3]);
  for (const [names, version, , released] of oldestFirst)
    for (const name of names.split(' '))
      if (released >= daysAgo && name in packages && !held.includes(name)) packages[name] = version;
  return packages;
}
