import 'server-only';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { listInput, type ParameterRow } from '../contract';
import { rowOf } from './parameter-row';

/** AWS's own limit for a page of DescribeParameters (SSM API reference). */
const parametersPerPageMax = 50;

/** Names and facts of every parameter of one scope, never a value; a page a call. */
export const listParameters = inScope
  .meta({ needs: ['ssm:DescribeParameters'] })
  .input(listInput)
  .query(async ({ ctx, input }): Promise<Page<ParameterRow>> => {
    const { Parameters = [], NextToken } = await ctx.aws.ssm().send(
      new DescribeParametersCommand({
        MaxResults: parametersPerPageMax,
        NextToken: input.next ?? undefined,
      }),
    );
    return { items: Parameters.flatMap(rowOf), next: NextToken || null };
  });
