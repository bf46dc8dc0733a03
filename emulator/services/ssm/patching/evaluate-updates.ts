import { approval, isRejected } from './approval';
import type { Judgement } from './evaluate-packages';
import type { PatchItem } from './patch-item';
import type { Advisory, InstalledPackage } from './store';

const securityClass = 'SecurityUpdates';

/** Windows: every KB of the catalogue for this product, and every installed KB, is a patch. */
export function evaluateUpdates(judgement: Judgement, advisories: readonly Advisory[]): PatchItem[] {
  const superseded = supersededBy(judgement, advisories);
  const known = new Set(advisories.map(({ id }) => id));
  const listed = advisories
    .filter(({ id }) => !superseded.has(id) || judgement.patching.packages.has(id))
    .map((advisory) => evaluateUpdate(judgement, advisory))
    .filter((item) => item !== undefined);
  const others = [...judgement.patching.packages]
    .filter(([name]) => name.startsWith('KB') && !known.has(name))
    .map(([name, installed]) => unknownUpdate(name, installed));
  return [...listed, ...others];
}

/** A KB inside another approved one is not asked for again. */
const supersededBy = (judgement: Judgement, advisories: readonly Advisory[]): Set<string> =>
  new Set(
    advisories
      .filter((advisory) => levelOf(judgement, advisory) !== undefined)
      .flatMap(({ supersedes }) => supersedes),
  );

const levelOf = ({ baseline, product, patching }: Judgement, advisory: Advisory) =>
  approval(baseline, advisory, advisory.id, product, patching.operation.endedAtMs);

function evaluateUpdate(judgement: Judgement, advisory: Advisory): PatchItem | undefined {
  const { baseline, patching } = judgement;
  const installed = patching.packages.get(advisory.id);
  const level = levelOf(judgement, advisory);
  const item = itemOf(advisory, installed);
  if (isRejected(baseline, advisory.id)) {
    const blocked = baseline.rejectedPatchesAction === 'BLOCK';
    return installed && { ...item, state: blocked ? 'INSTALLED_REJECTED' : 'INSTALLED_OTHER' };
  }
  if (level === undefined) return unapproved(item, advisory, installed);
  if (installed) {
    const pending = patching.operation.pendingReboot.includes(advisory.id);
    return { ...item, level, state: pending ? 'INSTALLED_PENDING_REBOOT' : 'INSTALLED' };
  }
  if (advisory.requires !== undefined && !patching.packages.has(advisory.requires))
    return { ...item, level, state: 'NOT_APPLICABLE' };
  const state = patching.operation.failed.includes(advisory.id) ? 'FAILED' : 'MISSING';
  return { ...item, level, state, cveIds: advisory.cveIds };
}

function unapproved(
  item: PatchItem,
  { classification, requires }: Advisory,
  installed: InstalledPackage | undefined,
): PatchItem | undefined {
  if (installed) return { ...item, state: 'INSTALLED_OTHER' };
  if (classification !== securityClass || requires !== undefined) return undefined;
  return { ...item, state: 'AVAILABLE_SECURITY_UPDATE' };
}

const itemOf = (advisory: Advisory, installed: InstalledPackage | undefined): PatchItem => ({
  id: advisory.id,
  title: advisory.title,
  classification: advisory.classification,
  severity: advisory.severity,
  state: 'MISSING',
  level: 'UNSPECIFIED',
  installedAtMs: installed?.installedAtMs ?? 0,
  cveIds: [],
});

const unknownUpdate = (name: string, installed: InstalledPackage): PatchItem => ({
  id: name,
  title: name,
  classification: '',
  severity: '',
  state: 'INSTALLED_OTHER',
  level: 'UNSPECIFIED',
  installedAtMs: installed.installedAtMs,
  cveIds: [],
});
