import 'server-only';
import { DescribeInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { ListTagsForResourceCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { oneNodeInput, tagsOutput } from '../contract';
import { tagRecord } from './tag-record';

/** One node's tags, from the service that keeps them. */
export const tags = inScope
  .meta({ needs: ['ec2:DescribeInstances', 'ssm:ListTagsForResource'] })
  .input(oneNodeInput)
  .output(tagsOutput)
  .query(async ({ ctx: { aws }, input: { id } }) => ({
    tags: id.startsWith('mi-') ? await ofHybridNode(aws.ssm(), id) : await ofInstance(aws.ec2(), id),
  }));

async function ofHybridNode(ssm: SSMClient, id: string): Promise<Record<string, string>> {
  const { TagList } = await ssm.send(
    new ListTagsForResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: id }),
  );
  return tagRecord(TagList);
}

async function ofInstance(ec2: EC2Client, id: string): Promise<Record<string, string>> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return tagRecord(Reservations?.[0]?.Instances?.[0]?.Tags);
}
