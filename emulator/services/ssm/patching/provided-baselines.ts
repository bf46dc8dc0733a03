import type { ApprovalRule, OperatingSystem, PatchBaseline } from './store';

const approve = (
  classifications: readonly string[],
  severities: readonly string[],
  approveAfterDays = 7,
): ApprovalRule => ({
  products: [],
  classifications,
  severities,
  approveAfterDays,
  complianceLevel: 'UNSPECIFIED',
});

const provided = (
  id: string,
  name: string,
  operatingSystem: OperatingSystem,
  rules: readonly ApprovalRule[],
): PatchBaseline => ({
  id,
  name,
  operatingSystem,
  rules,
  approvedPatches: [],
  approvedPatchesLevel: 'UNSPECIFIED',
  rejectedPatches: [],
  rejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
});

const redhatRules = [approve(['Security'], ['Critical', 'Important']), approve(['Bugfix'], [])];

/**
 * Amazon's predefined baselines (User Guide, Predefined patch baselines): what judges nodes of an account
 * that chose nothing. Their ids are ours; Amazon's differ per Region.
 */
export const providedBaselines: Readonly<Record<OperatingSystem, PatchBaseline>> = {
  AMAZON_LINUX_2: provided(
    'pb-0a11e2b6c7d80f302',
    'AWS-AmazonLinux2DefaultPatchBaseline',
    'AMAZON_LINUX_2',
    redhatRules,
  ),
  AMAZON_LINUX_2023: provided(
    'pb-0a11e2b6c7d80f303',
    'AWS-AmazonLinux2023DefaultPatchBaseline',
    'AMAZON_LINUX_2023',
    redhatRules,
  ),
  // Debian and Ubuntu publish no release dates in their repositories: approved at once.
  DEBIAN: provided('pb-0a11e2b6c7d80f304', 'AWS-DebianDefaultPatchBaseline', 'DEBIAN', [
    approve(['Security'], [], 0),
  ]),
  MACOS: provided('pb-0a11e2b6c7d80f305', 'AWS-MacOSDefaultPatchBaseline', 'MACOS', [
    approve(['Security'], [], 0),
  ]),
  REDHAT_ENTERPRISE_LINUX: provided(
    'pb-0a11e2b6c7d80f306',
    'AWS-RedHatDefaultPatchBaseline',
    'REDHAT_ENTERPRISE_LINUX',
    redhatRules,
  ),
  ROCKY_LINUX: provided(
    'pb-0a11e2b6c7d80f307',
    'AWS-RockyLinuxDefaultPatchBaseline',
    'ROCKY_LINUX',
    redhatRules,
  ),
  UBUNTU: provided('pb-0a11e2b6c7d80f308', 'AWS-UbuntuDefaultPatchBaseline', 'UBUNTU', [
    approve(['Security'], [], 0),
  ]),
  WINDOWS: provided('pb-0a11e2b6c7d80f309', 'AWS-DefaultPatchBaseline', 'WINDOWS', [
    approve(['CriticalUpdates', 'SecurityUpdates'], ['Critical', 'Important']),
  ]),
};
