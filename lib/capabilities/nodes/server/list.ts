import 'server-only';
import {
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type ListOutput, type ListSource, listInput, listOutput } from '../contract';
import { managedNodeOf } from '../model';
import { isRefusal } from './is-refusal';
import { cursorText, readCursor } from './list-cursor';

/** The most that each operation gives in one answer (SSM API, MaxResults of the two). */
const nodesPerPage: Record<ListSource, number> = {
  DescribeInstanceProperties: 1_000,
  DescribeInstanceInformation: 50,
};

/**
 * One page of the scope's nodes. The first page tries DescribeInstanceProperties and, where the role may not,
 * DescribeInstanceInformation; the cursor remembers which, so that a listing never mixes them.
 */
export const list = inScope
  .meta({ needs: ['ssm:DescribeInstanceProperties', 'ssm:DescribeInstanceInformation'] })
  .input(listInput)
  .output(listOutput)
  .query(({ ctx: { aws }, input: { cursor } }) => {
    if (cursor === null) return firstPage(aws.ssm());
    const { source, token } = readCursor(cursor);
    return readPage[source](aws.ssm(), token);
  });

async function firstPage(ssm: SSMClient): Promise<ListOutput> {
  try {
    return await readPage.DescribeInstanceProperties(ssm, undefined);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return readPage.DescribeInstanceInformation(ssm, undefined);
  }
}

type ReadPage = (ssm: SSMClient, token: string | undefined) => Promise<ListOutput>;

const readPage: Record<ListSource, ReadPage> = {
  DescribeInstanceProperties: async (ssm, token) => {
    const source = 'DescribeInstanceProperties';
    const page = await ssm.send(
      new DescribeInstancePropertiesCommand({ MaxResults: nodesPerPage[source], NextToken: token }),
    );
    return answer(source, page.InstanceProperties ?? [], page.NextToken);
  },
  DescribeInstanceInformation: async (ssm, token) => {
    const source = 'DescribeInstanceInformation';
    const page = await ssm.send(
      new DescribeInstanceInformationCommand({ MaxResults: nodesPerPage[source], NextToken: token }),
    );
    return answer(source, page.InstanceInformationList ?? [], page.NextToken);
  },
};

const answer = (
  source: ListSource,
  raw: readonly Parameters<typeof managedNodeOf>[0][],
  token: string | undefined,
): ListOutput => ({
  items: raw.flatMap((node) => managedNodeOf(node) ?? []),
  next: token ? cursorText(source, token) : null,
  source,
});
