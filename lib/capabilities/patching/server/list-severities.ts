import 'server-only';
import {
  ListResourceComplianceSummariesCommand,
  type ResourceComplianceSummaryItem,
} from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { type PatchSeverities, severitiesInput } from '../contract';

/** AWS's own limit for a page of ListResourceComplianceSummaries (SSM API reference). */
const summariesPerPageMax = 50;

/** How bad it is per node: non-compliant patches by severity. Patch states alone do not tell severities. */
export const listSeverities = inScope
  .meta({ needs: ['ssm:ListResourceComplianceSummaries'] })
  .input(severitiesInput)
  .query(async ({ ctx, input }): Promise<Page<PatchSeverities>> => {
    const { ResourceComplianceSummaryItems = [], NextToken } = await ctx.aws.ssm().send(
      new ListResourceComplianceSummariesCommand({
        Filters: [{ Key: 'ComplianceType', Values: ['Patch'], Type: 'EQUAL' }],
        MaxResults: summariesPerPageMax,
        NextToken: input.cursor ?? undefined,
      }),
    );
    return { items: ResourceComplianceSummaryItems.flatMap(severitiesOf), next: NextToken || null };
  });

function severitiesOf({ ResourceId, NonCompliantSummary }: ResourceComplianceSummaryItem): PatchSeverities[] {
  if (!ResourceId) return [];
  const counts = NonCompliantSummary?.SeveritySummary;
  const nonCompliant = {
    critical: counts?.CriticalCount ?? 0,
    high: counts?.HighCount ?? 0,
    medium: counts?.MediumCount ?? 0,
    low: counts?.LowCount ?? 0,
    informational: counts?.InformationalCount ?? 0,
    unspecified: counts?.UnspecifiedCount ?? 0,
  };
  return [{ nodeId: ResourceId, nonCompliant }];
}
