import 'server-only';
import { DescribeInstancePatchStatesCommand, type InstancePatchState } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type PatchState, statesInput } from '../contract';

/** AWS's own limit for the answers of one call; more than the ids that one call may name. */
const resultsMax = 100;

/** Patch states of up to 50 nodes. A node that nothing was reported on is not in the answer. */
export const listStates = inScope
  .meta({ needs: ['ssm:DescribeInstancePatchStates'] })
  .input(statesInput)
  .query(async ({ ctx, input }): Promise<readonly PatchState[]> => {
    const { InstancePatchStates = [] } = await ctx.aws
      .ssm()
      .send(new DescribeInstancePatchStatesCommand({ InstanceIds: input.nodeIds, MaxResults: resultsMax }));
    return InstancePatchStates.flatMap(stateOf);
  });

function stateOf(state: InstancePatchState): PatchState[] {
  if (!state.InstanceId || !state.BaselineId) return [];
  return [
    {
      nodeId: state.InstanceId,
      baselineId: state.BaselineId,
      patchGroup: state.PatchGroup || null,
      operation: state.Operation ?? 'Scan',
      operationEndedAt: state.OperationEndTime?.getTime() ?? null,
      installed: state.InstalledCount ?? 0,
      installedOther: state.InstalledOtherCount ?? 0,
      pendingReboot: state.InstalledPendingRebootCount ?? 0,
      rejected: state.InstalledRejectedCount ?? 0,
      missing: state.MissingCount ?? 0,
      failed: state.FailedCount ?? 0,
      criticalNonCompliant: state.CriticalNonCompliantCount ?? 0,
      securityNonCompliant: state.SecurityNonCompliantCount ?? 0,
      otherNonCompliant: state.OtherNonCompliantCount ?? 0,
    },
  ];
}
