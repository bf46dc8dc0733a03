import 'server-only';
import { DescribeInstancesCommand, type EC2Client, type Instance } from '@aws-sdk/client-ec2';
import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
  type ResourceTagMapping,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { inScope } from '@/lib/bff/procedure';
import { type ListTagsOutput, listTagsInput, listTagsOutput } from '../contract';
import { tagRecord } from './tag-record';

/** The most that EC2 DescribeInstances gives in one answer (EC2 API, MaxResults). */
const instancesPerPage = 1_000;
/** The most that GetResources gives in one answer (Resource Groups Tagging API, ResourcesPerPage). */
const resourcesPerPage = 100;

/** One page of tags: of EC2 instances from EC2, of hybrid nodes from the tagging service. Untagged ones may be absent. */
export const listTags = inScope
  .meta({ needs: ['ec2:DescribeInstances', 'tag:GetResources'] })
  .input(listTagsInput)
  .output(listTagsOutput)
  .query(({ ctx: { aws }, input: { source, cursor } }) =>
    source === 'ec2' ? ofInstances(aws.ec2(), cursor) : ofHybridNodes(aws.tagging(), cursor),
  );

async function ofInstances(ec2: EC2Client, cursor: string | null): Promise<ListTagsOutput> {
  const page = await ec2.send(
    new DescribeInstancesCommand({ MaxResults: instancesPerPage, NextToken: cursor ?? undefined }),
  );
  const instances = (page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  return { items: instances.flatMap(tagsOfInstance), next: page.NextToken || null };
}

const tagsOfInstance = ({ InstanceId, Tags }: Instance) =>
  InstanceId ? [{ id: InstanceId, tags: tagRecord(Tags) }] : [];

async function ofHybridNodes(
  tagging: ResourceGroupsTaggingAPIClient,
  cursor: string | null,
): Promise<ListTagsOutput> {
  const page = await tagging.send(
    new GetResourcesCommand({
      ResourceTypeFilters: ['ssm:managed-instance'],
      ResourcesPerPage: resourcesPerPage,
      PaginationToken: cursor ?? undefined,
    }),
  );
  // AWS ends this listing with an empty token, not an absent one.
  return {
    items: (page.ResourceTagMappingList ?? []).flatMap(tagsOfHybrid),
    next: page.PaginationToken || null,
  };
}

function tagsOfHybrid({ ResourceARN, Tags }: ResourceTagMapping) {
  const id = ResourceARN?.split('managed-instance/')[1];
  return id ? [{ id, tags: tagRecord(Tags) }] : [];
}
