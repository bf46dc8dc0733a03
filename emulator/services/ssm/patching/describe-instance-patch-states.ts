import { z } from 'zod';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { nodeId } from '../nodes/node-id';
import { type NodePatches, nodePatches } from './node-patches';
import { patchCounts } from './patch-counts';

/** DescribeInstancePatchStates: nodes that never reported are left out, as AWS does. */
export const describeInstancePatchStates = operation({
  name: 'DescribeInstancePatchStates',
  input: z.object({
    InstanceIds: z.array(nodeId).max(50),
    NextToken: z.string().optional(),
    MaxResults: z.int().min(10).max(100).default(100),
  }),
  readOnly: true,
  leavesOut: 'UnreportedNotApplicableCount is always 0: every patch is reported by name.',
  access: (_, { place }) => [onAnyResource(place, 'DescribeInstancePatchStates')],
  run: ({ InstanceIds, NextToken, MaxResults }, { world, place }) => {
    const found = [...new Set(InstanceIds)]
      .sort()
      .map((id) => nodePatches(world, place, id))
      .filter((patches) => patches !== undefined);
    const page = pageOf(found, ({ node }) => node.id, {
      scope: ['DescribeInstancePatchStates', place, InstanceIds],
      token: NextToken,
      size: MaxResults,
      refuse: invalidNextToken,
    });
    return { InstancePatchStates: page.items.map(shown), NextToken: page.next };
  },
});

const shown = ({ node, patching: { operation: last }, baseline, patchGroup, items }: NodePatches) => ({
  InstanceId: node.id,
  PatchGroup: patchGroup,
  BaselineId: baseline.id,
  SnapshotId: last.snapshotId,
  ...patchCounts(items),
  OperationStartTime: epochSeconds(last.startedAtMs),
  OperationEndTime: epochSeconds(last.endedAtMs),
  Operation: last.kind,
  LastNoRebootInstallOperationTime:
    last.kind === 'Install' && last.rebootOption === 'NoReboot' ? epochSeconds(last.endedAtMs) : undefined,
  RebootOption: last.rebootOption,
});
