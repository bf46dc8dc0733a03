import 'server-only';
import { DescribeInstancePatchesCommand, type PatchComplianceData } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { type Patch, patchesInput } from '../contract';
import { patchStateOf } from '../model';

/** AWS's own limit for a page of DescribeInstancePatches (SSM API reference). */
const patchesPerPageMax = 100;

/** The patches of one node, a page a call. */
export const listPatches = inScope
  .meta({ needs: ['ssm:DescribeInstancePatches'] })
  .input(patchesInput)
  .query(async ({ ctx, input }): Promise<Page<Patch>> => {
    const { Patches = [], NextToken } = await ctx.aws.ssm().send(
      new DescribeInstancePatchesCommand({
        InstanceId: input.nodeId,
        MaxResults: patchesPerPageMax,
        NextToken: input.cursor ?? undefined,
      }),
    );
    return { items: Patches.map(patchOf), next: NextToken || null };
  });

/** AWS answers epoch zero for a patch that was never installed. */
const timeOf = (at: Date | undefined): number | null => (at && at.getTime() > 0 ? at.getTime() : null);

const patchOf = (patch: PatchComplianceData): Patch => ({
  title: patch.Title ?? patch.KBId ?? '',
  kbId: patch.KBId ?? '',
  classification: patch.Classification ?? '',
  severity: patch.Severity ?? '',
  state: patchStateOf(patch.State),
  installedAt: timeOf(patch.InstalledTime),
  cves: (patch.CVEIds ?? '').split(',').flatMap((id) => id.trim() || []),
});
