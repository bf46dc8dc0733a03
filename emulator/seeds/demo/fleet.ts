import type { SystemName } from './systems';

/** Machines of one kind in one place. */
export interface Group {
  readonly account: string;
  readonly region: string;
  readonly app: string;
  readonly count: number;
  /** First number of the names; 1 where it is left out. */
  readonly from?: number;
  readonly system: SystemName;
  readonly environment: 'production' | 'staging' | 'development';
  readonly team: string;
  readonly patchGroup?: string;
  readonly instanceType?: string;
  /** Patched to a day between these. */
  readonly patchedDaysAgo: readonly [youngest: number, oldest: number];
  /** Packages kept back, or on Windows the features that are installed. */
  readonly held?: readonly string[];
  readonly pendingReboot?: string[];
  readonly failed?: string[];
  readonly hybrid?: boolean;
  /** Linux whose agent went silent. */
  readonly off?: boolean;
  readonly stopped?: boolean;
  readonly neverScanned?: boolean;
}

type Placed = Omit<Group, 'account' | 'region'>;

const at = (account: string, region: string, groups: readonly Placed[]): Group[] =>
  groups.map((group) => ({ account, region, ...group }));

const production = '111122223333';
const staging = '444455556666';
const live = { environment: 'production' } as const;
const canary = { environment: 'staging' } as const;
const dev = { environment: 'development' } as const;

/** Sixty machines: production mostly up to date, staging ahead of it, development behind. */
export const fleet: readonly Group[] = [
  ...at(production, 'eu-west-1', [
    {
      ...live,
      app: 'web',
      count: 4,
      system: 'al2023',
      team: 'Storefront',
      patchGroup: 'web',
      patchedDaysAgo: [2, 5],
    },
    {
      ...canary,
      app: 'web',
      count: 1,
      from: 5,
      system: 'al2023',
      team: 'Storefront',
      patchGroup: 'web',
      patchedDaysAgo: [0, 0],
    },
    {
      ...live,
      app: 'checkout',
      count: 3,
      system: 'ubuntu',
      team: 'Payments',
      patchGroup: 'web',
      patchedDaysAgo: [15, 30],
      pendingReboot: ['openssl', 'libssl3'],
    },
    {
      ...canary,
      app: 'checkout',
      count: 1,
      from: 4,
      system: 'ubuntu',
      team: 'Payments',
      patchedDaysAgo: [1, 3],
    },
    {
      ...live,
      app: 'db',
      count: 3,
      system: 'rhel',
      team: 'Data',
      patchGroup: 'database',
      instanceType: 'r6i.2xlarge',
      patchedDaysAgo: [100, 170],
    },
    {
      ...live,
      app: 'cache',
      count: 2,
      system: 'al2023arm',
      team: 'Data',
      instanceType: 'r7g.large',
      patchedDaysAgo: [2, 3],
    },
    {
      ...live,
      app: 'search',
      count: 2,
      system: 'debian',
      team: 'Storefront',
      patchedDaysAgo: [10, 26],
      failed: ['rsync'],
    },
    {
      ...live,
      app: 'report',
      count: 2,
      system: 'win2022',
      team: 'Finance',
      instanceType: 'm6i.xlarge',
      patchedDaysAgo: [30, 70],
      held: ['Web-Server'],
    },
    {
      ...live,
      app: 'directory',
      count: 1,
      system: 'win2019',
      team: 'Workplace',
      instanceType: 'm6i.large',
      patchedDaysAgo: [100, 120],
    },
    {
      ...live,
      app: 'factory',
      count: 2,
      system: 'ubuntu',
      team: 'Plant',
      patchGroup: 'edge',
      hybrid: true,
      patchedDaysAgo: [60, 120],
    },
    {
      ...live,
      app: 'bastion',
      count: 1,
      system: 'al2',
      team: 'Platform',
      off: true,
      patchedDaysAgo: [150, 250],
    },
  ]),
  ...at(production, 'us-east-1', [
    {
      ...live,
      app: 'web',
      count: 3,
      system: 'al2023',
      team: 'Storefront',
      patchGroup: 'web',
      patchedDaysAgo: [2, 3],
    },
    {
      ...live,
      app: 'checkout',
      count: 2,
      system: 'ubuntu',
      team: 'Payments',
      patchGroup: 'web',
      patchedDaysAgo: [2, 14],
    },
    {
      ...canary,
      app: 'checkout',
      count: 1,
      from: 3,
      system: 'ubuntu',
      team: 'Payments',
      patchedDaysAgo: [1, 2],
    },
    {
      ...live,
      app: 'db',
      count: 2,
      system: 'rhel',
      team: 'Data',
      patchGroup: 'database',
      instanceType: 'r6i.2xlarge',
      patchedDaysAgo: [20, 40],
    },
    { ...live, app: 'queue', count: 2, system: 'al2', team: 'Payments', patchedDaysAgo: [13, 50] },
    {
      ...live,
      app: 'report',
      count: 1,
      system: 'win2022',
      team: 'Finance',
      instanceType: 'm6i.xlarge',
      patchedDaysAgo: [6, 10],
    },
    {
      ...live,
      app: 'store',
      count: 3,
      system: 'ubuntu',
      team: 'Retail',
      patchGroup: 'edge',
      hybrid: true,
      patchedDaysAgo: [80, 200],
    },
    {
      ...live,
      app: 'build-mac',
      count: 1,
      system: 'mac',
      team: 'Mobile',
      instanceType: 'mac2.metal',
      patchedDaysAgo: [22, 40],
    },
    {
      ...live,
      app: 'legacy',
      count: 1,
      system: 'al2',
      team: 'Platform',
      stopped: true,
      patchedDaysAgo: [300, 360],
    },
  ]),
  ...at(staging, 'eu-west-1', [
    {
      ...canary,
      app: 'web',
      count: 3,
      system: 'al2023',
      team: 'Storefront',
      patchGroup: 'web',
      patchedDaysAgo: [0, 0],
    },
    { ...canary, app: 'checkout', count: 2, system: 'ubuntu', team: 'Payments', patchedDaysAgo: [0, 2] },
    {
      ...canary,
      app: 'db',
      count: 2,
      system: 'rhel',
      team: 'Data',
      patchGroup: 'database',
      patchedDaysAgo: [5, 12],
    },
    {
      ...canary,
      app: 'report',
      count: 1,
      system: 'win2022',
      team: 'Finance',
      patchedDaysAgo: [2, 4],
      held: ['Web-Server'],
    },
    { ...dev, app: 'sandbox', count: 3, system: 'debian', team: 'Platform', patchedDaysAgo: [90, 320] },
    {
      ...dev,
      app: 'sandbox',
      count: 1,
      from: 4,
      system: 'al2023',
      team: 'Platform',
      neverScanned: true,
      patchedDaysAgo: [0, 0],
    },
    {
      ...dev,
      app: 'runner',
      count: 2,
      system: 'al2023arm',
      team: 'Platform',
      instanceType: 'c7g.xlarge',
      patchedDaysAgo: [20, 45],
    },
  ]),
  ...at(staging, 'us-east-1', [
    {
      ...canary,
      app: 'web',
      count: 2,
      system: 'al2023',
      team: 'Storefront',
      patchGroup: 'web',
      patchedDaysAgo: [0, 1],
    },
    { ...canary, app: 'checkout', count: 1, system: 'ubuntu', team: 'Payments', patchedDaysAgo: [0, 0] },
    { ...canary, app: 'directory', count: 1, system: 'win2019', team: 'Workplace', patchedDaysAgo: [45, 60] },
    { ...dev, app: 'sandbox', count: 2, system: 'ubuntu', team: 'Platform', patchedDaysAgo: [110, 200] },
    {
      ...dev,
      app: 'sandbox',
      count: 1,
      from: 3,
      system: 'debian',
      team: 'Platform',
      off: true,
      neverScanned: true,
      patchedDaysAgo: [0, 0],
    },
    {
      ...dev,
      app: 'lab-mac',
      count: 1,
      system: 'mac',
      team: 'Mobile',
      instanceType: 'mac2.metal',
      neverScanned: true,
      patchedDaysAgo: [0, 0],
    },
  ]),
];
