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

export const noPatchGroup = 'no patch group';
export const unknownPlatform = 'unknown platform';

/** What a node needs, beyond being compliant or not. One node may need several. */
export const needs = ['critical-missing', 'pending-reboot', 'failed'] as const;
export type Need = (typeof needs)[number];

const needTests: Record<Need, (state: PatchState) => boolean> = {
  'critical-missing': (state) => state.criticalNonCompliant > 0,
  'pending-reboot': (state) => state.pendingReboot > 0,
  failed: (state) => state.failed > 0,
};

export const needWords: Record<Need, string> = {
  'critical-missing': 'Critical missing',
  'pending-reboot': 'Pending reboot',
  failed: 'Failed',
};

export const needsOf = ({ state }: Pick<PatchRow, 'state'>): readonly Need[] =>
  state === null ? [] : needs.filter((need) => needTests[need](state));

/** The severities of which a node has at least one non-compliant patch, worst first. */
export const openSeverities = ({ nonCompliant }: Pick<PatchRow, 'nonCompliant'>): readonly Severity[] =>
  severities.filter((severity) => (nonCompliant?.[severity] ?? 0) > 0);

/** What bars may be stacked by. */
export const groupings = ['account', 'region', 'platform', 'patchGroup'] as const;
export type Grouping = (typeof groupings)[number];

export const groupingWords: Record<Grouping, string> = {
  account: 'Account',
  region: 'Region',
  platform: 'Platform',
  patchGroup: 'Patch group',
};

export const groupOf: Record<Grouping, (row: PatchRow) => string> = {
  account: (row) => row.account,
  region: (row) => row.region,
  platform: (row) => row.platformType ?? unknownPlatform,
  patchGroup: (row) => row.state?.patchGroup ?? noPatchGroup,
};

/** The groups that occur, in a steady order, so that colours do not jump as pages arrive. */
export const groupsIn = (rows: readonly PatchRow[], by: Grouping): readonly string[] =>
  [...new Set(rows.map(groupOf[by]))].sort();

type PlacedNode = PatchNode & Pick<PatchRow, 'account' | 'accountName' | 'region' | 'role'>;

/** Joins nodes with what was read of their patches. A node whose state is not read yet is left out, not guessed. */
export function patchRows(
  nodes: readonly PlacedNode[],
  stateOf: (node: PlacedNode) => PatchState | null | undefined,
  severitiesOf: (node: PlacedNode) => PatchSeverities | undefined,
): readonly PatchRow[] {
  return nodes.flatMap((node) => {
    const state = stateOf(node);
    if (state === undefined) return [];
    const nonCompliant = severitiesOf(node)?.nonCompliant ?? null;
    return [{ ...node, state, compliance: complianceOf(state), nonCompliant }];
  });
}

const worstRank: Record<ComplianceState, number> = { 'non-compliant': 0, 'not-reported': 1, compliant: 2 };

/** "What is worst?": non-compliant nodes first, by critical, then security, then missing patches; then by name. */
export const worstFirst = (rows: readonly PatchRow[]): readonly PatchRow[] =>
  rows.toSorted(
    (a, b) =>
      worstRank[a.compliance] - worstRank[b.compliance] ||
      more(a, b, 'criticalNonCompliant') ||
      more(a, b, 'securityNonCompliant') ||
      more(a, b, 'missing') ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  );

type Count = 'criticalNonCompliant' | 'securityNonCompliant' | 'missing';
const more = (a: PatchRow, b: PatchRow, count: Count): number =>
  (b.state?.[count] ?? 0) - (a.state?.[count] ?? 0);

/** The oldest report among the rows, epoch milliseconds: how old the picture is at worst. */
export function oldestScan(rows: readonly Pick<PatchRow, 'state'>[]): number | null {
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
