import { approval, isRejected } from './approval';
import type { Fix } from './catalogue';
import { comparePackageVersions } from './package-version';
import { type PatchItem, worstLevel } from './patch-item';
import type { ComplianceLevel, InstalledPackage, NodePatching, PatchBaseline } from './store';

export interface Judgement {
  readonly patching: NodePatching;
  readonly baseline: PatchBaseline;
  /** Product name, as rules filter by it. */
  readonly product: string;
  readonly architecture: string;
}

interface Approved extends Fix {
  readonly level: ComplianceLevel;
}

/** Linux and macOS: every installed package is a patch, judged by the approved advisories that speak of it. */
export const evaluatePackages = (
  judgement: Judgement,
  fixes: ReadonlyMap<string, readonly Fix[]>,
): PatchItem[] =>
  [...judgement.patching.packages].map(([name, installed]) =>
    evaluatePackage(name, installed, judgement, fixes.get(name) ?? []),
  );

function evaluatePackage(
  name: string,
  installed: InstalledPackage,
  judgement: Judgement,
  fixes: readonly Fix[],
): PatchItem {
  const { baseline, patching } = judgement;
  const item = itemOf(name, installed, judgement.architecture);
  if (isRejected(baseline, name))
    return baseline.rejectedPatchesAction === 'BLOCK' ? { ...item, state: 'INSTALLED_REJECTED' } : item;
  const approved = approvedFixes(name, judgement, fixes);
  const newest = approved.at(-1);
  if (!newest) return item;
  const lacking = approved.filter(({ version }) => comparePackageVersions(version, installed.version) > 0);
  if (lacking.length) return missing(name, judgement, item, lacking);
  const pending = patching.operation.pendingReboot.includes(name);
  const { classification, severity } = newest.advisory;
  const state = pending ? 'INSTALLED_PENDING_REBOOT' : 'INSTALLED';
  return { ...item, classification, severity, level: newest.level, state };
}

/** What is said of a package that no approved advisory concerns. */
const itemOf = (name: string, installed: InstalledPackage, architecture: string): PatchItem => ({
  id: `${name}.${architecture}`,
  title: `${name}.${architecture}:${installed.version}`,
  classification: '',
  severity: '',
  state: 'INSTALLED_OTHER',
  level: 'UNSPECIFIED',
  installedAtMs: installed.installedAtMs,
  cveIds: [],
});

function approvedFixes(name: string, { baseline, product, patching }: Judgement, fixes: readonly Fix[]) {
  const approved: Approved[] = [];
  for (const fix of fixes) {
    const level = approval(baseline, fix.advisory, name, product, patching.operation.endedAtMs);
    if (level !== undefined) approved.push({ ...fix, level });
  }
  return approved;
}

/** The worst of the advisories it lacks speaks for the package; its title names the version to go to. */
function missing(
  name: string,
  { architecture, patching }: Judgement,
  item: PatchItem,
  lacking: readonly Approved[],
): PatchItem {
  const level = worstLevel(lacking.map((fix) => fix.level));
  const worst = lacking.find((fix) => fix.level === level);
  return {
    ...item,
    title: `${name}.${architecture}:${lacking.at(-1)?.version ?? ''}`,
    classification: worst?.advisory.classification ?? '',
    severity: worst?.advisory.severity ?? '',
    state: patching.operation.failed.includes(name) ? 'FAILED' : 'MISSING',
    level,
    installedAtMs: 0,
    cveIds: [...new Set(lacking.flatMap(({ advisory }) => advisory.cveIds))].sort(),
  };
}
