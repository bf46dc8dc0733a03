import type { ComplianceLevel } from './store';

/** `PatchComplianceDataState` of the model. */
export type PatchState =
  | 'INSTALLED'
  | 'INSTALLED_OTHER'
  | 'INSTALLED_PENDING_REBOOT'
  | 'INSTALLED_REJECTED'
  | 'MISSING'
  | 'NOT_APPLICABLE'
  | 'FAILED'
  | 'AVAILABLE_SECURITY_UPDATE';

/** One patch and what a node has of it. */
export interface PatchItem {
  /** `KBId`: on Windows the KB, elsewhere `package.architecture`. Unique on a node. */
  readonly id: string;
  readonly title: string;
  /** Empty where no advisory speaks of it. */
  readonly classification: string;
  readonly severity: string;
  readonly state: PatchState;
  readonly level: ComplianceLevel;
  /** 0 for what is not installed. */
  readonly installedAtMs: number;
  /** Only for MISSING and FAILED (PatchComplianceData, CVEIds). */
  readonly cveIds: readonly string[];
}

const nonCompliant: ReadonlySet<PatchState> = new Set([
  'MISSING',
  'FAILED',
  'INSTALLED_REJECTED',
  'INSTALLED_PENDING_REBOOT',
]);

/** User Guide, Patch compliance state values. */
export const isCompliant = ({ state }: PatchItem): boolean => !nonCompliant.has(state);

/** Worst first. */
export const levels: readonly ComplianceLevel[] = [
  'CRITICAL',
  'HIGH',
  'MEDIUM',
  'LOW',
  'INFORMATIONAL',
  'UNSPECIFIED',
];

export const worstLevel = (given: readonly ComplianceLevel[]): ComplianceLevel =>
  levels.find((level) => given.includes(level)) ?? 'UNSPECIFIED';
