import type { BaselineSeedInput } from '../format/patching-seed';

type Rule = NonNullable<BaselineSeedInput['rules']>[number];

/** The organization's own default rules: the worse a flaw, the sooner its fix is due and the louder its absence. */
const graded = (critical: string[], high: string[], medium: string[]): Rule[] => [
  { classifications: ['Security'], severities: critical, approveAfterDays: 0, complianceLevel: 'CRITICAL' },
  { classifications: ['Security'], severities: high, approveAfterDays: 7, complianceLevel: 'HIGH' },
  { classifications: ['Security'], severities: medium, approveAfterDays: 14, complianceLevel: 'MEDIUM' },
  {
    classifications: ['Security', 'Bugfix'],
    severities: ['Low', 'None'],
    approveAfterDays: 30,
    complianceLevel: 'LOW',
  },
];

const redHatStyle = graded(['Critical'], ['Important'], ['Medium', 'Moderate']);
const debianStyle = graded(['Critical'], ['High'], ['Medium']);

const asDefault = (
  name: string,
  operatingSystem: BaselineSeedInput['operatingSystem'],
  rules: Rule[],
): BaselineSeedInput => ({ name, operatingSystem, rules, isDefault: true });

export const demoBaselines: readonly BaselineSeedInput[] = [
  asDefault('Default-AmazonLinux2023', 'AMAZON_LINUX_2023', redHatStyle),
  asDefault('Default-AmazonLinux2', 'AMAZON_LINUX_2', redHatStyle),
  asDefault('Default-RedHat', 'REDHAT_ENTERPRISE_LINUX', redHatStyle),
  asDefault('Default-Ubuntu', 'UBUNTU', debianStyle),
  asDefault('Default-Debian', 'DEBIAN', debianStyle),
  asDefault('Default-macOS', 'MACOS', redHatStyle),
  asDefault('Default-Windows', 'WINDOWS', [
    {
      classifications: ['CriticalUpdates', 'SecurityUpdates'],
      severities: ['Critical'],
      approveAfterDays: 7,
      complianceLevel: 'CRITICAL',
    },
    {
      classifications: ['SecurityUpdates'],
      severities: ['Important'],
      approveAfterDays: 7,
      complianceLevel: 'HIGH',
    },
  ]),
  {
    // Database servers take fixes late and never a new database by themselves.
    name: 'Databases-RedHat',
    operatingSystem: 'REDHAT_ENTERPRISE_LINUX',
    patchGroups: ['database'],
    rejectedPatches: ['postgresql-server'],
    rules: [
      {
        classifications: ['Security'],
        severities: ['Critical'],
        approveAfterDays: 3,
        complianceLevel: 'CRITICAL',
      },
      {
        classifications: ['Security'],
        severities: ['Important'],
        approveAfterDays: 30,
        complianceLevel: 'HIGH',
      },
    ],
  },
  {
    // Docker comes from Docker's own repository here: the distribution's package must not be on these machines.
    name: 'Edge-Ubuntu',
    operatingSystem: 'UBUNTU',
    patchGroups: ['edge'],
    rejectedPatches: ['docker.io'],
    rejectedPatchesAction: 'BLOCK',
    rules: debianStyle,
  },
];
