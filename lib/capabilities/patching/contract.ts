import { z } from 'zod';

/**
 * What crosses the wire between the console's pages and the BFF for Patch Manager's compliance. Limits are those of
 * the SSM API reference (DescribeInstancePatchStates, DescribeInstancePatches, ListResourceComplianceSummaries).
 */
const nodeId = z
  .string()
  .regex(/^(i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$/, 'A node id such as i-0abc… or mi-0abc…');
const cursor = z.string().max(2048).nullable().optional();

/** AWS's own limit for the ids of one DescribeInstancePatchStates. */
export const statesPerCallMax = 50;

export const fleetInput = z.object({ cursor });
export const statesInput = z.object({ nodeIds: z.array(nodeId).min(1).max(statesPerCallMax) });
export const severitiesInput = z.object({ cursor });
export const patchesInput = z.object({ nodeId, cursor });

/** A managed node, as far as patch compliance has to know it. */
export interface PatchNode {
  readonly id: string;
  /** Its Name, else its computer name, else its id. */
  readonly name: string;
  readonly platformType: 'Linux' | 'Windows' | 'MacOS' | null;
}

/** The last patch operation of one node, as DescribeInstancePatchStates counts it. Times are epoch milliseconds. */
export interface PatchState {
  readonly nodeId: string;
  readonly baselineId: string;
  /** Null where the node is in no patch group. */
  readonly patchGroup: string | null;
  readonly operation: 'Scan' | 'Install';
  readonly operationEndedAt: number | null;
  readonly installed: number;
  readonly installedOther: number;
  readonly pendingReboot: number;
  readonly rejected: number;
  readonly missing: number;
  readonly failed: number;
  /** Nodes' missing patches by what the baseline asks: critical, security, and the rest. */
  readonly criticalNonCompliant: number;
  readonly securityNonCompliant: number;
  readonly otherNonCompliant: number;
}

/** Severities as compliance counts them, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unspecified'] as const;
export type Severity = (typeof severities)[number];

/** How many non-compliant patches a node has of each severity (ListResourceComplianceSummaries, type Patch). */
export interface PatchSeverities {
  readonly nodeId: string;
  readonly nonCompliant: Readonly<Record<Severity, number>>;
}

/** AWS's states of a patch on a node (SSM API reference, PatchComplianceData). */
export const patchStateWords = [
  'MISSING',
  'FAILED',
  'INSTALLED_PENDING_REBOOT',
  'INSTALLED_REJECTED',
  'AVAILABLE_SECURITY_UPDATE',
  'INSTALLED',
  'INSTALLED_OTHER',
  'NOT_APPLICABLE',
] as const;
export type PatchStateWord = (typeof patchStateWords)[number];

/** One patch on one node, as DescribeInstancePatches tells it. */
export interface Patch {
  readonly title: string;
  /** The article or package AWS knows it by. */
  readonly kbId: string;
  readonly classification: string;
  readonly severity: string;
  readonly state: PatchStateWord | null;
  readonly installedAt: number | null;
  readonly cves: readonly string[];
}
