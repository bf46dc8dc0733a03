import 'server-only';
import { DescribeInstancePropertiesCommand, type InstanceProperty } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { fleetInput, type PatchNode } from '../contract';

/** AWS's own limit for a page of DescribeInstanceProperties (SSM API reference). */
const nodesPerPageMax = 1_000;

/** Every managed node of one scope, since a node without any patch report is part of the answer. A page a call. */
export const listFleet = inScope
  .meta({ needs: ['ssm:DescribeInstanceProperties'] })
  .input(fleetInput)
  .query(async ({ ctx, input }): Promise<Page<PatchNode>> => {
    const { InstanceProperties = [], NextToken } = await ctx.aws.ssm().send(
      new DescribeInstancePropertiesCommand({
        MaxResults: nodesPerPageMax,
        NextToken: input.cursor ?? undefined,
      }),
    );
    return { items: InstanceProperties.flatMap(nodeOf), next: NextToken || null };
  });

function nodeOf({ InstanceId: id, Name, ComputerName, PlatformType }: InstanceProperty): PatchNode[] {
  return id ? [{ id, name: Name || ComputerName || id, platformType: PlatformType ?? null }] : [];
}
