import { awsCli, cliLines } from '@/lib/kernel/cli';
import type { Scope } from '@/lib/kernel/scope';
import type { EditTagsInput, ListSource } from './contract';

const operationOf: Record<ListSource, string> = {
  DescribeInstanceProperties: 'describe-instance-properties',
  DescribeInstanceInformation: 'describe-instance-information',
};

/** Lists the nodes of each scope as the page does; the AWS CLI asks on for further pages by itself. */
export function listCommands(scopes: readonly { scope: Scope; source: ListSource }[]): string {
  return cliLines(
    scopes.map(({ scope, source }) => awsCli('ssm', operationOf[source], { region: scope.region })),
  );
}

/** Reads one node, with the operation that the page used. */
export const getCommand = (scope: Scope, id: string, source: ListSource): string =>
  source === 'DescribeInstanceProperties'
    ? awsCli('ssm', operationOf[source], {
        filtersWithOperator: [{ Key: 'InstanceIds', Values: [id], Operator: 'Equal' }],
        region: scope.region,
      })
    : awsCli('ssm', operationOf[source], {
        filters: [{ Key: 'InstanceIds', Values: [id] }],
        region: scope.region,
      });

const asTags = (set: EditTagsInput['set']) => Object.entries(set).map(([Key, Value]) => ({ Key, Value }));

/** The tag edit as commands: EC2's own operations for `i-`, SSM's for `mi-`. Empty where nothing changes. */
export function editTagsCommands(scope: Scope, { id, set, remove }: EditTagsInput): string {
  const { region } = scope;
  const hybrid = { resourceType: 'ManagedInstance', resourceId: id };
  const isHybrid = id.startsWith('mi-');
  const adds = isHybrid
    ? awsCli('ssm', 'add-tags-to-resource', { ...hybrid, tags: asTags(set), region })
    : awsCli('ec2', 'create-tags', { resources: [id], tags: asTags(set), region });
  const removes = isHybrid
    ? awsCli('ssm', 'remove-tags-from-resource', { ...hybrid, tagKeys: remove, region })
    : awsCli('ec2', 'delete-tags', { resources: [id], tags: remove.map((Key) => ({ Key })), region });
  return cliLines([...(Object.keys(set).length > 0 ? [adds] : []), ...(remove.length > 0 ? [removes] : [])]);
}
