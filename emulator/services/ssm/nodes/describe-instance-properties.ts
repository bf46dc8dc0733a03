import { z } from 'zod';
import { AwsError, validationError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { allFacts, type NodeFacts, nameOf } from './node-facts';
import {
  impossibleValue,
  isTagKey,
  legacyPropertyKeys,
  type NodeFilter,
  passes,
  propertyKeys,
} from './node-filters';
import { refuseMalformedIds } from './node-id';

const values = z.array(z.string().min(1).max(100_000)).min(1).max(40);

/** AWS states no default page size for this operation; this one is ours. */
const pageSizeDefault = 50;

const input = z.object({
  InstancePropertyFilterList: z
    .array(z.object({ key: z.enum(Object.keys(legacyPropertyKeys)), valueSet: values }))
    .min(1)
    .max(40)
    .optional(),
  FiltersWithOperator: z
    .array(
      z.object({
        Key: z.string().min(1).max(100_000),
        Values: values,
        Operator: z.enum(['Equal', 'NotEqual', 'BeginWith', 'LessThan', 'GreaterThan']).default('Equal'),
      }),
    )
    .min(1)
    .max(40)
    .optional(),
  MaxResults: z.int().min(5).max(1000).default(pageSizeDefault),
  NextToken: z.string().optional(),
});

type Input = z.infer<typeof input>;

/** DescribeInstanceProperties: what AWS's own console lists nodes with; stopped instances included. */
export const describeInstanceProperties = operation({
  name: 'DescribeInstanceProperties',
  input,
  readOnly: true,
  leavesOut:
    'Association members, and DocumentName matches nothing: nothing runs associations here. ' +
    'AWS does not document FiltersWithOperator keys; taken are those of the answer, tag-key and tag:<key>.',
  access: (_, { place }) => [onAnyResource(place, 'DescribeInstanceProperties')],
  run: (wanted, { world, place }) => {
    const filters = filtersOf(wanted);
    const found = allFacts(world, place).filter((facts) => passes(facts, filters, propertyKeys));
    const page = pageOf(found, ({ node }) => node.id, {
      scope: ['DescribeInstanceProperties', place, filters],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    return { InstanceProperties: page.items.map(shown), NextToken: page.next };
  },
});

function filtersOf({
  InstancePropertyFilterList: legacy,
  FiltersWithOperator: current,
}: Input): NodeFilter[] {
  if (legacy && current)
    throw validationError('InstancePropertyFilterList and FiltersWithOperator cannot be used together.');
  const filters: NodeFilter[] = [
    ...(legacy ?? []).map(({ key, valueSet }) => ({ key, values: valueSet, operator: 'Equal' as const })),
    ...(current ?? []).map(({ Key, Values, Operator }) => ({ key: Key, values: Values, operator: Operator })),
  ];
  for (const filter of filters) check(filter);
  return filters;
}

function check(filter: NodeFilter): void {
  if (!isTagKey(filter.key) && !(filter.key in propertyKeys))
    throw new AwsError('InvalidFilterKey', `The filter key ${filter.key} is not valid.`);
  const exact = filter.operator === 'Equal' || filter.operator === 'NotEqual';
  const value = exact ? impossibleValue(filter) : undefined;
  if (value !== undefined)
    throw new AwsError(
      'InvalidInstancePropertyFilterValue',
      `The value ${value} is not valid for the filter ${filter.key}.`,
    );
  if (filter.key === 'InstanceIds' && exact) refuseMalformedIds(filter.values);
}

const shown = (facts: NodeFacts) => {
  const { node, instance } = facts;
  return {
    Name: nameOf(facts),
    InstanceId: node.id,
    InstanceType: instance?.instanceType,
    InstanceRole: instance?.instanceProfileArn,
    KeyName: instance?.keyName,
    InstanceState: instance?.state,
    Architecture: node.architecture,
    IPAddress: node.ipAddress,
    LaunchTime: instance && epochSeconds(instance.launchedAtMs),
    PingStatus: facts.ping,
    LastPingDateTime: facts.lastPingAtMs > 0 ? epochSeconds(facts.lastPingAtMs) : undefined,
    AgentVersion: node.agentVersion,
    PlatformType: node.platformType,
    PlatformName: node.platformName,
    PlatformVersion: node.platformVersion,
    ActivationId: node.activationId,
    IamRole: node.resourceType === 'ManagedInstance' ? node.iamRole : undefined,
    RegistrationDate: epochSeconds(node.registeredAtMs),
    ResourceType: node.resourceType,
    ComputerName: node.computerName,
    SourceId: node.id,
    SourceType: facts.sourceType,
  };
};
