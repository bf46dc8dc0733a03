import { z } from 'zod';
import { AwsError, validationError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { allFacts, hasLatestAgent, type NodeFacts, nameOf } from './node-facts';
import {
  impossibleValue,
  informationKeys,
  isTagKey,
  legacyInformationKeys,
  type NodeFilter,
  passes,
} from './node-filters';
import { refuseMalformedIds } from './node-id';

const values = z.array(z.string().min(1)).min(1).max(100);

const input = z.object({
  InstanceInformationFilterList: z
    .array(z.object({ key: z.enum(Object.keys(legacyInformationKeys)), valueSet: values }))
    .optional(),
  Filters: z.array(z.object({ Key: z.string().min(1), Values: values })).optional(),
  MaxResults: z.int().min(5).max(50).default(10),
  NextToken: z.string().optional(),
});

type Input = z.infer<typeof input>;

/** DescribeInstanceInformation: running nodes only; stopped instances are left out, as AWS says. */
export const describeInstanceInformation = operation({
  name: 'DescribeInstanceInformation',
  input,
  readOnly: true,
  leavesOut: 'Association members (AssociationStatus, AssociationOverview): nothing runs associations here.',
  access: (_, { place }) => [onAnyResource(place, 'DescribeInstanceInformation')],
  run: (wanted, call) => {
    const filters = filtersOf(wanted);
    const found = allFacts(call.world, call.place).filter(
      (facts) => facts.instance?.state !== 'stopped' && passes(facts, filters, informationKeys),
    );
    const page = pageOf(found, ({ node }) => node.id, {
      scope: ['DescribeInstanceInformation', call.place, filters],
      token: wanted.NextToken,
      size: wanted.MaxResults,
      refuse: invalidNextToken,
    });
    return { InstanceInformationList: page.items.map((facts) => shown(facts)), NextToken: page.next };
  },
});

function filtersOf({ InstanceInformationFilterList: legacy, Filters: current }: Input): NodeFilter[] {
  if (legacy?.length && current?.length)
    throw validationError('InstanceInformationFilterList and Filters cannot be used together.');
  const filters = [
    ...(legacy ?? []).map(({ key, valueSet }) => equal(key, valueSet)),
    ...(current ?? []).map(({ Key, Values }) => equal(Key, Values)),
  ];
  for (const filter of filters) check(filter);
  if (filters.some(({ key }) => isTagKey(key)) && !filters.every(({ key }) => isTagKey(key)))
    throw new AwsError('InvalidFilterKey', 'Tag filters cannot be combined with other filter types.');
  return filters;
}

const equal = (key: string, wanted: readonly string[]): NodeFilter => ({
  key,
  values: wanted,
  operator: 'Equal',
});

function check(filter: NodeFilter): void {
  if (!isTagKey(filter.key) && !(filter.key in informationKeys))
    throw new AwsError('InvalidFilterKey', `The filter key ${filter.key} is not valid.`);
  const value = impossibleValue(filter);
  if (value !== undefined)
    throw new AwsError(
      'InvalidInstanceInformationFilterValue',
      `The value ${value} is not valid for the filter ${filter.key}.`,
    );
  if (filter.key === 'InstanceIds') refuseMalformedIds(filter.values);
}

const shown = (facts: NodeFacts) => {
  const { node } = facts;
  return {
    InstanceId: node.id,
    PingStatus: facts.ping,
    LastPingDateTime: facts.lastPingAtMs > 0 ? epochSeconds(facts.lastPingAtMs) : undefined,
    AgentVersion: node.agentVersion,
    IsLatestVersion: hasLatestAgent(node),
    PlatformType: node.platformType,
    PlatformName: node.platformName,
    PlatformVersion: node.platformVersion,
    ActivationId: node.activationId,
    IamRole: node.resourceType === 'ManagedInstance' ? node.iamRole : undefined,
    RegistrationDate: node.resourceType === 'ManagedInstance' ? epochSeconds(node.registeredAtMs) : undefined,
    ResourceType: node.resourceType,
    // AWS gives a Name here for hybrid nodes only (InstanceInformation).
    Name: node.resourceType === 'ManagedInstance' ? nameOf(facts) : undefined,
    IPAddress: node.ipAddress,
    ComputerName: node.computerName,
    SourceId: node.id,
    SourceType: facts.sourceType,
  };
};
