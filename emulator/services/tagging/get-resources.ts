import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { taggedResources } from '../../world/tags';
import type { Place, World } from '../../world/world';
import { pageOf } from '../page';

const tagFilter = z.object({
  Key: z.string().min(1).max(128),
  Values: z.array(z.string().max(256)).max(20).default([]),
});

const input = z.object({
  PaginationToken: z.string().max(2048).optional(),
  TagFilters: z.array(tagFilter).max(50).default([]),
  ResourcesPerPage: z.int().optional(),
  TagsPerPage: z.int().optional(),
  ResourceTypeFilters: z.array(z.string().max(256)).default([]),
  IncludeComplianceDetails: z.boolean().optional(),
  ExcludeCompliantResources: z.boolean().optional(),
  ResourceARNList: z.array(z.string().min(1).max(1011)).min(1).max(100).optional(),
});

type Input = z.infer<typeof input>;
type Tagged = readonly [arn: string, tags: ReadonlyMap<string, string>];

/** API_GetResources: 1 to 100 a page; 50 where the request says nothing. */
const resourcesPerPage = { default: 50, max: 100 };
const resourceTypesMax = 100;

/** GetResources: everything of this account and Region that has or had a tag, in the order of ARNs. */
export const getResources = operation({
  name: 'GetResources',
  input,
  readOnly: true,
  leavesOut:
    'Tag policies (IncludeComplianceDetails, ExcludeCompliantResources) and TagsPerPage are refused.',
  access: () => [{ action: 'tag:GetResources', resource: '*' }],
  run: (wanted, { world, place }) => {
    check(wanted);
    const found = resourcesOf(world, place).filter((resource) => passes(resource, wanted));
    const page = pageOf(found, ([arn]) => arn, {
      scope: ['GetResources', place, wanted.TagFilters, wanted.ResourceTypeFilters],
      // The service itself ends a listing with an empty token, and takes one as a beginning.
      token: wanted.PaginationToken || undefined,
      size: wanted.ResourceARNList ? found.length : (wanted.ResourcesPerPage ?? resourcesPerPage.default),
      refuse: () => invalid('The PaginationToken is not valid.'),
    });
    return { PaginationToken: page.next ?? '', ResourceTagMappingList: page.items.map(shown) };
  },
});

const invalid = (message: string) => new AwsError('InvalidParameterException', message);

function check(wanted: Input): void {
  if (wanted.TagsPerPage !== undefined || wanted.IncludeComplianceDetails || wanted.ExcludeCompliantResources)
    throw invalid('TagsPerPage and tag policy compliance are not in this emulator; use ResourcesPerPage.');
  const size = wanted.ResourcesPerPage;
  if (size !== undefined && (size < 1 || size > resourcesPerPage.max))
    throw invalid(`ResourcesPerPage must be between 1 and ${resourcesPerPage.max}.`);
  if (wanted.ResourceTypeFilters.length > resourceTypesMax)
    throw invalid(`ResourceTypeFilters can have at most ${resourceTypesMax} items.`);
  const others = wanted.TagFilters.length || wanted.ResourceTypeFilters.length || size !== undefined;
  if (wanted.ResourceARNList && (others || wanted.PaginationToken))
    throw invalid('ResourceARNList cannot be used together with filters or pagination parameters.');
}

/** An ARN says where it is: `arn:partition:service:region:account:resource`. */
const resourcesOf = (world: World, place: Place): Tagged[] =>
  [...taggedResources(world)]
    .filter(([arn]) => {
      const [, , , region, account] = arn.split(':', 5);
      return region === place.region && account === place.account;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));

const passes = ([arn, tags]: Tagged, wanted: Input): boolean =>
  (!wanted.ResourceARNList || wanted.ResourceARNList.includes(arn)) &&
  (!wanted.ResourceTypeFilters.length || wanted.ResourceTypeFilters.some((type) => isOfType(arn, type))) &&
  wanted.TagFilters.every(({ Key, Values }) => {
    const value = tags.get(Key);
    return value !== undefined && (!Values.length || Values.includes(value));
  });

/** `ec2` is every EC2 resource, `ec2:instance` its instances. */
function isOfType(arn: string, type: string): boolean {
  const [, , service, , , ...resource] = arn.split(':');
  const [wantedService, wantedKind] = type.split(':');
  const kind = resource.join(':').split(/[/:]/)[0];
  return service === wantedService && (wantedKind === undefined || kind === wantedKind);
}

const shown = ([ResourceARN, tags]: Tagged) => ({
  ResourceARN,
  Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
});
