import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { nodeId } from '../nodes/node-id';
import { nodesIn } from '../nodes/store';
import { nodePatches } from './node-patches';
import type { PatchItem } from './patch-item';

const filter = z.object({
  Key: z.string().min(1).max(128),
  Values: z.array(z.string().min(1).max(256)).default([]),
});

type Filter = z.infer<typeof filter>;

/** Filter keys (API_DescribeInstancePatches). States are taken as the model writes them and as the user guide does. */
const readers: Readonly<Record<string, (item: PatchItem) => string>> = {
  Classification: ({ classification }) => classification,
  KBId: ({ id }) => id,
  Severity: ({ severity }) => severity,
  State: ({ state }) => plainState(state),
};

const plainState = (state: string) => state.replaceAll('_', '').toLowerCase();

/** DescribeInstancePatches: every patch of one node with its state. */
export const describeInstancePatches = operation({
  name: 'DescribeInstancePatches',
  input: z.object({
    InstanceId: nodeId,
    Filters: z.array(filter).max(5).default([]),
    NextToken: z.string().optional(),
    MaxResults: z.int().min(10).max(100).default(50),
  }),
  readOnly: true,
  access: (_, { place }) => [onAnyResource(place, 'DescribeInstancePatches')],
  run: ({ InstanceId, Filters, NextToken, MaxResults }, { world, place }) => {
    const unknown = Filters.find(({ Key }) => !(Key in readers));
    if (unknown) throw new AwsError('InvalidFilter', `The filter name ${unknown.Key} is not valid.`);
    if (!nodesIn(world, place).has(InstanceId))
      throw new AwsError('InvalidInstanceId', `The instance ID ${InstanceId} is not a managed node.`);
    const items = nodePatches(world, place, InstanceId)?.items ?? [];
    const page = pageOf(
      items.filter((item) => passes(item, Filters)),
      ({ id }) => id,
      {
        scope: ['DescribeInstancePatches', place, InstanceId, Filters],
        token: NextToken,
        size: MaxResults,
        refuse: invalidNextToken,
      },
    );
    return { Patches: page.items.map(shown), NextToken: page.next };
  },
});

const passes = (item: PatchItem, filters: readonly Filter[]) =>
  filters.every(({ Key, Values }) => {
    const value = readers[Key]?.(item);
    return Values.some((wanted) => (Key === 'State' ? plainState(wanted) : wanted) === value);
  });

const shown = (item: PatchItem) => ({
  Title: item.title,
  KBId: item.id,
  Classification: item.classification,
  Severity: item.severity,
  State: item.state,
  InstalledTime: epochSeconds(item.installedAtMs),
  CVEIds: item.cveIds.length ? item.cveIds.join(',') : undefined,
});
