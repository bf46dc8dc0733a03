import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { lastKeyGiven, pageToken } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { nodesIn } from '../nodes/store';
import { type NodePatches, nodePatches } from '../patching/node-patches';
import { isCompliant, type PatchItem } from '../patching/patch-item';
import { complianceFilters, complianceTest } from './compliance-filters';
import { complianceType, executionSummary, reportingNodes, resourceType } from './resource-compliance';

const input = z.object({
  Filters: complianceFilters,
  ResourceIds: z.array(z.string().min(1).max(100)).min(1).optional(),
  ResourceTypes: z.array(z.string().min(1).max(50)).min(1).optional(),
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(50).default(50),
});

type Input = z.infer<typeof input>;

interface Item {
  readonly patches: NodePatches;
  readonly patch: PatchItem;
}

const statusOf = (patch: PatchItem) => (isCompliant(patch) ? 'COMPLIANT' : 'NON_COMPLIANT');

const readers: Readonly<Record<string, (item: Item) => string>> = {
  ComplianceType: () => complianceType,
  ResourceType: () => resourceType,
  ResourceId: ({ patches }) => patches.node.id,
  Id: ({ patch }) => patch.id,
  Title: ({ patch }) => patch.title,
  Status: ({ patch }) => statusOf(patch),
  Severity: ({ patch }) => patch.level,
  Classification: ({ patch }) => patch.classification,
  PatchState: ({ patch }) => patch.state,
  PatchSeverity: ({ patch }) => patch.severity,
  PatchBaselineId: ({ patches }) => patches.baseline.id,
  PatchGroup: ({ patches }) => patches.patchGroup,
};

/** ListComplianceItems: the patches of one node, or of all that reported, by node and patch id. */
export const listComplianceItems = operation({
  name: 'ListComplianceItems',
  input,
  readOnly: true,
  leavesOut:
    'Only type Patch: there are no associations and no PutComplianceItems. AWS documents no filter keys; taken are members of the answer.',
  access: (_, { place }) => [onAnyResource(place, 'ListComplianceItems')],
  run: (wanted, call) => {
    const ids = wantedNodes(wanted, call);
    const passes = complianceTest(wanted.Filters, readers);
    const scope = ['ListComplianceItems', call.place, ids.length === 1 ? ids : '*', wanted.Filters];
    const after = lastKeyGiven({ scope, token: wanted.NextToken, refuse: invalidNextToken });
    // One more than asked tells whether there is a next page; nodes behind it are never evaluated.
    const items = firstItems(itemsAfter(ids, after, call, passes), wanted.MaxResults + 1);
    const page = items.slice(0, wanted.MaxResults);
    const last = page.at(-1);
    const more = items.length > page.length && last !== undefined;
    return { ComplianceItems: page.map(shown), NextToken: more ? pageToken(scope, keyOf(last)) : undefined };
  },
});

function wantedNodes({ ResourceIds, ResourceTypes }: Input, { world, place }: Call): string[] {
  if (ResourceTypes?.some((type) => type !== resourceType))
    throw new AwsError('InvalidResourceType', `The only resource type is ${resourceType}.`);
  if (!ResourceIds) return reportingNodes(world, place);
  const unknown = ResourceIds.find((id) => !nodesIn(world, place).has(id));
  if (ResourceIds.length > 1 || unknown !== undefined)
    throw new AwsError('InvalidResourceId', 'ResourceIds takes the ID of one managed node.');
  return ResourceIds;
}

/** Node and patch; the separator sorts before everything that ids are made of. */
const keyOf = ({ patches, patch }: Item) => `${patches.node.id}\u0000${patch.id}`;

function* itemsAfter(
  ids: readonly string[],
  after: string | undefined,
  { world, place }: Call,
  passes: (item: Item) => boolean,
): Generator<Item> {
  const firstNode = after?.split('\u0000')[0] ?? '';
  for (const id of ids) {
    const patches = id < firstNode ? undefined : nodePatches(world, place, id);
    for (const patch of patches?.items ?? []) {
      const item = patches && { patches, patch };
      if (item && (after === undefined || keyOf(item) > after) && passes(item)) yield item;
    }
  }
}

function firstItems(items: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}

const shown = ({ patches, patch }: Item) => ({
  ComplianceType: complianceType,
  ResourceType: resourceType,
  ResourceId: patches.node.id,
  Id: patch.id,
  Title: patch.title,
  Status: statusOf(patch),
  Severity: patch.level,
  ExecutionSummary: executionSummary(patches),
  Details: {
    Classification: patch.classification,
    DocumentName: 'AWS-RunPatchBaseline',
    DocumentVersion: '1',
    InstalledTime: patch.installedAtMs ? new Date(patch.installedAtMs).toISOString() : '',
    PatchBaselineId: patches.baseline.id,
    PatchGroup: patches.patchGroup,
    PatchSeverity: patch.severity,
    PatchState: patch.state,
    ...(patch.cveIds.length ? { CVEIds: patch.cveIds.join(',') } : {}),
  },
});
