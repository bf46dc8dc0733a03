import { worstLevel } from './patch-item';
import type { Advisory, ApprovalRule, ComplianceLevel, PatchBaseline } from './store';

const dayMs = 86_400_000;

/**
 * Under which compliance level a baseline approves a patch at `atMs`, or undefined where it does not.
 * `patch` is the name lists know it by: the package, or the KB.
 */
export function approval(
  baseline: PatchBaseline,
  advisory: Advisory,
  patch: string,
  product: string,
  atMs: number,
): ComplianceLevel | undefined {
  if (baseline.approvedPatches.some((entry) => names(entry, patch))) return baseline.approvedPatchesLevel;
  const ruled = baseline.rules.filter((rule) => approves(rule, advisory, product, atMs));
  return ruled.length ? worstLevel(ruled.map(({ complianceLevel }) => complianceLevel)) : undefined;
}

export const isRejected = (baseline: PatchBaseline, patch: string): boolean =>
  baseline.rejectedPatches.some((entry) => names(entry, patch));

/** Lists name a package or KB, with `*` at the end for any ending (User Guide, Package name formats). */
const names = (entry: string, patch: string) =>
  entry.endsWith('*') ? patch.startsWith(entry.slice(0, -1)) : entry === patch;

const approves = (rule: ApprovalRule, advisory: Advisory, product: string, atMs: number): boolean =>
  admits(rule.products, product) &&
  admits(rule.classifications, advisory.classification) &&
  admits(rule.severities, advisory.severity) &&
  advisory.releasedAtMs + rule.approveAfterDays * dayMs <= atMs;

const admits = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
