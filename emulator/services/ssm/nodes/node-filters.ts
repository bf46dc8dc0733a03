import { compareVersions } from './compare-versions';
import type { NodeFacts } from './node-facts';

type FilterOperator = 'Equal' | 'NotEqual' | 'BeginWith' | 'LessThan' | 'GreaterThan';

export interface NodeFilter {
  readonly key: string;
  readonly values: readonly string[];
  readonly operator: FilterOperator;
}

/** Values a node has under a filter key. No association ever ran here, so a node has none of their values. */
type Reader = (facts: NodeFacts) => readonly (string | undefined)[];

const shared: Readonly<Record<string, Reader>> = {
  ActivationIds: ({ node }) => [node.activationId],
  AgentVersion: ({ node }) => [node.agentVersion],
  AssociationStatus: () => [],
  IamRole: ({ node }) => [node.resourceType === 'ManagedInstance' ? node.iamRole : undefined],
  InstanceIds: ({ node }) => [node.id],
  PingStatus: ({ ping }) => [ping],
  PlatformTypes: ({ node }) => [node.platformType],
  ResourceType: ({ node }) => [node.resourceType],
};

const sources: Readonly<Record<string, Reader>> = {
  SourceIds: ({ node }) => [node.id],
  SourceTypes: ({ sourceType }) => [sourceType],
};

/** Keys of DescribeInstanceInformation's `InstanceInformationFilterList` (the model's enum). */
export const legacyInformationKeys: Readonly<Record<string, Reader>> = shared;

/** Keys of its `Filters` (InstanceInformationStringFilter); both spellings of the platform key are in use. */
export const informationKeys: Readonly<Record<string, Reader>> = {
  ...shared,
  ...sources,
  PlatformType: ({ node }) => [node.platformType],
};

/** Keys of DescribeInstanceProperties' `InstancePropertyFilterList` (the model's enum). */
export const legacyPropertyKeys: Readonly<Record<string, Reader>> = { ...shared, DocumentName: () => [] };

/** Keys of its `FiltersWithOperator`: the model leaves them open, these are what the answer shows. */
export const propertyKeys: Readonly<Record<string, Reader>> = {
  ...informationKeys,
  DocumentName: () => [],
  ComputerName: ({ node }) => [node.computerName],
  InstanceRole: ({ instance }) => [instance?.instanceProfileArn],
  InstanceState: ({ instance }) => [instance?.state],
  InstanceType: ({ instance }) => [instance?.instanceType],
  IPAddress: ({ node }) => [node.ipAddress],
  PlatformName: ({ node }) => [node.platformName],
  PlatformVersion: ({ node }) => [node.platformVersion],
};

const versionKeys = new Set(['AgentVersion', 'PlatformVersion']);

/** Values AWS refuses for a key because they can never match. */
const closedValues: Readonly<Record<string, readonly string[]>> = {
  PingStatus: ['Online', 'ConnectionLost', 'Inactive'],
  PlatformType: ['Windows', 'Linux', 'MacOS'],
  PlatformTypes: ['Windows', 'Linux', 'MacOS'],
  ResourceType: ['EC2Instance', 'ManagedInstance', 'AWS::EC2::Instance', 'AWS::SSM::ManagedInstance'],
  SourceTypes: ['AWS::EC2::Instance', 'AWS::SSM::ManagedInstance', 'AWS::IoT::Thing'],
};

export const isTagKey = (key: string): boolean => key === 'tag-key' || key.startsWith('tag:');

/** The first value that its key does not know, if there is one. */
export const impossibleValue = ({ key, values }: NodeFilter): string | undefined =>
  values.find((value) => closedValues[key]?.includes(value) === false);

/** Whether a node passes: any of a filter's values, all of the filters. */
export const passes = (
  facts: NodeFacts,
  filters: readonly NodeFilter[],
  keys: Readonly<Record<string, Reader>>,
): boolean =>
  filters.every((filter) => {
    const has = readerOf(filter.key, keys)(facts).filter((value) => value !== undefined);
    const any = (test: (value: string, wanted: string) => boolean) =>
      has.some((value) => filter.values.some((wanted) => test(value, wanted)));
    if (filter.operator === 'NotEqual') return !any((value, wanted) => value === wanted);
    return any(comparison(filter));
  });

const readerOf = (key: string, keys: Readonly<Record<string, Reader>>): Reader => {
  if (key === 'tag-key') return ({ tags }) => [...tags.keys()];
  if (key.startsWith('tag:')) return ({ tags }) => [tags.get(key.slice('tag:'.length))];
  return keys[key] ?? (() => []);
};

function comparison({ key, operator }: NodeFilter): (value: string, wanted: string) => boolean {
  if (operator === 'BeginWith') return (value, wanted) => value.startsWith(wanted);
  const order = versionKeys.has(key) ? compareVersions : (a: string, b: string) => (a < b ? -1 : +(a > b));
  if (operator === 'LessThan') return (value, wanted) => order(value, wanted) < 0;
  if (operator === 'GreaterThan') return (value, wanted) => order(value, wanted) > 0;
  return (value, wanted) => value === wanted;
}
