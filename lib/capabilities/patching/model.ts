import {
  type PatchNode,
  type PatchSeverities,
  type PatchState,
  type PatchStateWord,
  patchStateWords,
  type Severity,
  severities,
} from './contract';

/** The three answers to "is it patched?". A node that no patch operation has reported on is never counted as safe. */
export const complianceStates = ['compliant', 'non-compliant', 'not-reported'] as const;
export type ComplianceState = (typeof complianceStates)[number];

export const complianceWords: Record<ComplianceState, string> = {
  compliant: 'Compliant',
  'non-compliant': 'Non-compliant',
  'not-reported': 'Not reported',
};

export const severityWords: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
  unspecified: 'Unspecified',
};

/**
 * Whether a node is compliant, from its counts. Missing, failed, rejected yet installed, and waiting for a reboot
 * are each non-compliant (Systems Manager User Guide, "Patch compliance state values").
 */
export function complianceOf(state: PatchState | null): ComplianceState {
  if (state === null) return 'not-reported';
  const open = state.missing + state.failed + state.rejected + state.pendingReboot;
  return open > 0 ? 'non-compliant' : 'compliant';
}

/** One node of the fleet with all that is known of its patches. */
export interface PatchRow extends PatchNode {
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly role: string;
  readonly state: PatchState | null;
  readonly compliance: ComplianceState;
  readonly nonCompliant: Readonly<Record<Severity, number>> | null;
}

/** What a slice, a bar or a number stands for, and what the table under it is filtered by: one word for both. */
export interface PatchFilter {
  readonly compliance?: ComplianceState;
  /** Nodes with at least one non-compliant patch of this severity. */
  readonly severity?: Severity;
  readonly account?: string;
  readonly region?: string;
  readonly platform?: string;
  readonly patchGroup?: string;
  /** Tiles that are not a state of their own. */
  readonly only?: 'critical-missing' | 'pending-reboot' | 'failed';
}

export const noPatchGroup = 'no patch group';
export const unknownPlatform = 'unknown platform';

const platformOf = (row: PatchRow): string => row.platformType ?? unknownPlatform;
const patchGroupOf = (row: PatchRow): string => row.state?.patchGroup ?? noPatchGroup;

const onlyTests: Record<NonNullable<PatchFilter['only']>, (state: PatchState) => boolean> = {
  'critical-missing': (state) => state.criticalNonCompliant > 0,
  'pending-reboot': (state) => state.pendingReboot > 0,
  failed: (state) => state.failed > 0,
};

export const onlyWords: Record<NonNullable<PatchFilter['only']>, string> = {
  'critical-missing': 'Critical missing',
  'pending-reboot': 'Pending reboot',
  failed: 'Failed',
};

/** Whether a row is behind a filter. Every number on the page is a count of this and nothing else. */
export function matches(row: PatchRow, filter: PatchFilter): boolean {
  if (filter.compliance && row.compliance !== filter.compliance) return false;
  if (filter.severity && !((row.nonCompliant?.[filter.severity] ?? 0) > 0)) return false;
  if (filter.account && row.account !== filter.account) return false;
  if (filter.region && row.region !== filter.region) return false;
  if (filter.platform && platformOf(row) !== filter.platform) return false;
  if (filter.patchGroup && patchGroupOf(row) !== filter.patchGroup) return false;
  return !filter.only || (row.state !== null && onlyTests[filter.only](row.state));
}

export const countMatching = (rows: readonly PatchRow[], filter: PatchFilter): number =>
  rows.reduce((count, row) => count + Number(matches(row, filter)), 0);

/** What bars may be stacked by. */
export const groupings = ['account', 'region', 'platform', 'patchGroup'] as const;
export type Grouping = (typeof groupings)[number];

export const groupingWords: Record<Grouping, string> = {
  account: 'Account',
  region: 'Region',
  platform: 'Platform',
  patchGroup: 'Patch group',
};

const groupOf: Record<Grouping, (row: PatchRow) => string> = {
  account: (row) => row.account,
  region: (row) => row.region,
  platform: platformOf,
  patchGroup: patchGroupOf,
};

/** One bar: nodes with open patches of one severity, parted by the grouping. */
export interface SeverityBar {
  readonly severity: Severity;
  readonly parts: readonly { readonly group: string; readonly count: number }[];
}

/** The groups that occur, in a steady order, so that colours do not jump as pages arrive. */
export const groupsIn = (rows: readonly PatchRow[], by: Grouping): readonly string[] =>
  [...new Set(rows.map(groupOf[by]))].sort();

/** The bars of "missing by severity". A part's count is the number of rows its own filter leaves. */
export function severityBars(rows: readonly PatchRow[], by: Grouping): readonly SeverityBar[] {
  const groups = groupsIn(rows, by);
  return severities.map((severity) => ({
    severity,
    parts: groups.map((group) => ({ group, count: countMatching(rows, { severity, [by]: group }) })),
  }));
}

/** Joins nodes with what was read of their patches. A node whose state is not read yet is left out, not guessed. */
export function patchRows(
  nodes: readonly (PatchNode & Pick<PatchRow, 'account' | 'accountName' | 'region' | 'role'>)[],
  stateOf: (row: { id: string }) => PatchState | null | undefined,
  severitiesOf: (row: { id: string }) => PatchSeverities | undefined,
): readonly PatchRow[] {
  return nodes.flatMap((node) => {
    const state = stateOf(node);
    if (state === undefined) return [];
    const nonCompliant = severitiesOf(node)?.nonCompliant ?? null;
    return [{ ...node, state, compliance: complianceOf(state), nonCompliant }];
  });
}

/** The oldest report among the rows, epoch milliseconds: how old the picture is at worst. */
export function oldestScan(rows: readonly PatchRow[]): number | null {
  const times = rows.flatMap(({ state }) => (state?.operationEndedAt ? [state.operationEndedAt] : []));
  return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null;
}

/** The model's enum is upper case, the service has also been seen to answer `InstalledOther`: both mean one state. */
export function patchStateOf(text: string | undefined): PatchStateWord | null {
  const word = (text ?? '').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  return patchStateWords.find((known) => known === word) ?? null;
}

/** A patch's state in words, and what it means (Systems Manager User Guide, "Patch compliance state values"). */
export const patchStateMeaning: Record<PatchStateWord, { readonly words: string; readonly meaning: string }> =
  {
    MISSING: { words: 'Missing', meaning: 'Approved by the baseline and not on the node.' },
    FAILED: { words: 'Failed', meaning: 'Approved, and its installation failed the last time.' },
    INSTALLED_PENDING_REBOOT: {
      words: 'Pending reboot',
      meaning: 'Installed, but the node has not been restarted since: not compliant until then.',
    },
    INSTALLED_REJECTED: {
      words: 'Installed, rejected',
      meaning: 'On the node, but its baseline rejects it: not compliant.',
    },
    AVAILABLE_SECURITY_UPDATE: {
      words: 'Available security update',
      meaning: 'A security update that the baseline has not approved.',
    },
    INSTALLED: { words: 'Installed', meaning: 'On the node and approved by its baseline.' },
    INSTALLED_OTHER: {
      words: 'Installed, other',
      meaning: 'On the node, though its baseline does not ask for it.',
    },
    NOT_APPLICABLE: {
      words: 'Not applicable',
      meaning: 'Approved, but the node does not have what it patches.',
    },
  };
