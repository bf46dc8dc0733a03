import type { Place, World } from '../../../world/world';
import { epochSeconds } from '../../epoch-seconds';
import { type NodePatches, nodePatches } from '../patching/node-patches';
import { isCompliant, type PatchItem, worstLevel } from '../patching/patch-item';
import { type ComplianceLevel, patchingsIn } from '../patching/store';

/** The only compliance type here: nothing runs associations, and nobody puts custom items. */
export const complianceType = 'Patch';

/** The only resource type there is (API_ListComplianceItems, ResourceTypes). */
export const resourceType = 'ManagedInstance';

/** One node's patches as compliance sees them. */
export interface ResourceCompliance {
  readonly patches: NodePatches;
  readonly compliant: readonly PatchItem[];
  readonly nonCompliant: readonly PatchItem[];
  readonly status: 'COMPLIANT' | 'NON_COMPLIANT';
  /** The worst of what is not compliant; UNSPECIFIED where all is. */
  readonly severity: ComplianceLevel;
}

/** Ids of all nodes that reported, in the order of pages. */
export const reportingNodes = (world: World, place: Place): string[] =>
  [...patchingsIn(world, place).keys()].sort();

export function resourceCompliance(world: World, place: Place, id: string): ResourceCompliance | undefined {
  const patches = nodePatches(world, place, id);
  if (!patches) return undefined;
  const compliant = patches.items.filter(isCompliant);
  const nonCompliant = patches.items.filter((item) => !isCompliant(item));
  return {
    patches,
    compliant,
    nonCompliant,
    status: nonCompliant.length ? 'NON_COMPLIANT' : 'COMPLIANT',
    severity: worstLevel(nonCompliant.map(({ level }) => level)),
  };
}

/** `ComplianceExecutionSummary`: the AWS-RunPatchBaseline command that reported. */
export const executionSummary = ({ patching: { operation } }: NodePatches) => ({
  ExecutionTime: epochSeconds(operation.endedAtMs),
  ExecutionId: operation.commandId,
  ExecutionType: 'Command',
});

/** Filter keys of both summaries. AWS names none in its reference; these are the members of the answer. */
export const resourceReaders: Readonly<Record<string, (resource: ResourceCompliance) => string>> = {
  ComplianceType: () => complianceType,
  ResourceType: () => resourceType,
  ResourceId: ({ patches }) => patches.node.id,
  Status: ({ status }) => status,
  OverallSeverity: ({ severity }) => severity,
  PatchBaselineId: ({ patches }) => patches.baseline.id,
  PatchGroup: ({ patches }) => patches.patchGroup,
  ExecutionId: ({ patches }) => patches.patching.operation.commandId,
  ExecutionType: () => 'Command',
};
