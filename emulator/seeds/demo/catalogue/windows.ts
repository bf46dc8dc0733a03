import type { AdvisorySeedInput } from '../../format/patching-seed';

/** Monthly cumulative updates: KB, days since release, CVEs fixed first in it. Each contains those before it. */
type Cumulative = readonly [kb: string, daysAgo: number, cves: string];

const months2022: readonly Cumulative[] = [
  ['KB5034129', 305, 'CVE-2024-20674 CVE-2024-20700'],
  ['KB5034770', 277, 'CVE-2024-21338 CVE-2024-21412'],
  ['KB5036909', 221, 'CVE-2024-26234 CVE-2024-29988'],
  ['KB5037782', 193, 'CVE-2024-30040 CVE-2024-30051'],
  ['KB5040437', 130, 'CVE-2024-38080 CVE-2024-38112'],
  ['KB5041160', 102, 'CVE-2024-38063 CVE-2024-38178'],
  ['KB5042881', 67, 'CVE-2024-38014 CVE-2024-43491'],
  ['KB5044281', 39, 'CVE-2024-43572 CVE-2024-43573'],
  ['KB5046616', 4, 'CVE-2024-43451 CVE-2024-49039'],
];

const months2019: readonly Cumulative[] = [
  ['KB5034127', 305, 'CVE-2024-20674 CVE-2024-20700'],
  ['KB5036896', 221, 'CVE-2024-26234 CVE-2024-29988'],
  ['KB5037765', 193, 'CVE-2024-30040 CVE-2024-30051'],
  ['KB5040430', 130, 'CVE-2024-38080 CVE-2024-38112'],
  ['KB5041578', 102, 'CVE-2024-38063 CVE-2024-38178'],
  ['KB5043050', 67, 'CVE-2024-38014 CVE-2024-43491'],
  ['KB5044277', 39, 'CVE-2024-43572 CVE-2024-43573'],
  ['KB5046615', 4, 'CVE-2024-43451 CVE-2024-49039'],
];

const cumulative = (product: string, title: string, months: readonly Cumulative[]): AdvisorySeedInput[] =>
  months.map(([id, daysAgo, cves], index) => ({
    id,
    title: `Cumulative Update for ${title} (${id})`,
    cveIds: cves.split(' '),
    classification: 'SecurityUpdates',
    severity: 'Critical',
    products: [product],
    released: `${daysAgo}d ago`,
    supersedes: months.slice(0, index).map(([kb]) => kb),
  }));

const both = ['WindowsServer2019', 'WindowsServer2022'];

const others: readonly AdvisorySeedInput[] = [
  {
    id: 'KB5031988',
    title: 'Security Update for .NET Framework (KB5031988)',
    cveIds: ['CVE-2023-36873'],
    classification: 'SecurityUpdates',
    severity: 'Important',
    products: both,
    released: '360d ago',
  },
  {
    id: 'KB5041948',
    title: 'Security Update for .NET Framework (KB5041948)',
    cveIds: ['CVE-2024-38081'],
    classification: 'SecurityUpdates',
    severity: 'Important',
    products: both,
    released: '101d ago',
  },
  {
    id: 'KB5042349',
    title: 'Security Update for Internet Information Services (KB5042349)',
    cveIds: ['CVE-2024-38074'],
    classification: 'SecurityUpdates',
    severity: 'Important',
    products: both,
    released: '98d ago',
    requires: 'Web-Server',
  },
  {
    id: 'KB890830',
    title: 'Windows Malicious Software Removal Tool x64 (KB890830)',
    classification: 'UpdateRollups',
    severity: 'Unspecified',
    products: both,
    released: '67d ago',
  },
  {
    id: 'KB5012170',
    title: 'Critical Update for Secure Boot DBX (KB5012170)',
    classification: 'CriticalUpdates',
    severity: 'Critical',
    products: both,
    released: '340d ago',
  },
];

export const windowsAdvisories: readonly AdvisorySeedInput[] = [
  ...cumulative(
    'WindowsServer2022',
    'Microsoft server operating system version 21H2 for x64-based Systems',
    months2022,
  ),
  ...cumulative('WindowsServer2019', 'Windows Server 2019 for x64-based Systems', months2019),
  ...others,
];

/** KBs and features on a Windows server that took every update up to so many days ago. KBs carry no version of their own. */
export function windowsAt(
  product: 'WindowsServer2019' | 'WindowsServer2022',
  daysAgo: number,
  features: readonly string[],
): Record<string, string> {
  const months = product === 'WindowsServer2022' ? months2022 : months2019;
  // Only the last cumulative update shows as installed: it replaces the ones it contains.
  const last = months.filter(([, released]) => released >= daysAgo).at(-1)?.[0];
  const kbs = others.filter(
    ({ released, requires }) => ageDays(released) >= daysAgo && requires === undefined,
  );
  const names = [...(last ? [last] : []), ...kbs.map(({ id }) => id), 'KB5020627', ...features];
  return Object.fromEntries(names.map((name) => [name, name.startsWith('KB') ? '1' : 'installed']));
}

const ageDays = (released: string) => Number.parseInt(released, 10);
