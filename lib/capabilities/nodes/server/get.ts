import 'server-only';
import {
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  type InstanceInformation,
  type InstanceProperty,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import { getOutput, type ListSource, oneNodeInput } from '../contract';
import { managedNodeOf } from '../model';
import { isRefusal } from './is-refusal';

/** One node with all its facts. Throws Problem `not-found` where the scope has no such node (any more). */
export const get = inScope
  .meta({ needs: ['ssm:DescribeInstanceProperties', 'ssm:DescribeInstanceInformation'] })
  .input(oneNodeInput)
  .output(getOutput)
  .query(async ({ ctx: { aws, scope }, input: { id } }) => {
    const { raw, source } = await read(aws.ssm(), id);
    const node = raw ? managedNodeOf(raw) : null;
    if (node) return { node, source };
    throw new Problem('not-found', {
      message: `No node ${id} is registered in ${scope.account}, ${scope.region}.`,
      nextStep: 'It may have been deregistered, or its agent has not registered yet.',
      resource: id,
      scope,
    });
  });

interface Read {
  raw: InstanceProperty | InstanceInformation | undefined;
  source: ListSource;
}

async function read(ssm: SSMClient, id: string): Promise<Read> {
  try {
    const answer = await ssm.send(
      new DescribeInstancePropertiesCommand({
        FiltersWithOperator: [{ Key: 'InstanceIds', Values: [id], Operator: 'Equal' }],
      }),
    );
    return { raw: answer.InstanceProperties?.[0], source: 'DescribeInstanceProperties' };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const answer = await ssm.send(
      new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [id] }] }),
    );
    return { raw: answer.InstanceInformationList?.[0], source: 'DescribeInstanceInformation' };
  }
}
