import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { operation } from '../../server/operation';
import { removeTags, setTags, tagsOf } from '../../world/tags';
import { countAfter, isReservedKey, requestTagKeys, tagsPerResourceMax } from '../tag-rules';
import { dryRun, endDryRun } from './dry-run';
import { onInstance } from './ec2-access';
import { requireTaggable } from './instance-id';
import { instanceArn } from './store';

/** The wire's names: `ResourceId.1`, `Tag.1.Key`, `Tag.1.Value`. */
const input = z.object({
  ResourceId: z.array(z.string()).min(1).max(1000),
  Tag: z
    .array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256).optional() }))
    .max(1000)
    .default([]),
  DryRun: dryRun,
});

type Input = z.infer<typeof input>;

const leavesOut = 'Resources other than instances: InvalidID.';

export const createTags = operation({
  name: 'CreateTags',
  input,
  readOnly: false,
  leavesOut,
  access: ({ ResourceId, Tag }, { world, place }) => {
    const keys = requestTagKeys(Tag.map(({ Key, Value = '' }) => [Key, Value]));
    return ResourceId.map((id) => onInstance(world, place, 'CreateTags', id, keys));
  },
  run: (wanted, { world, place }) => {
    endDryRun(wanted.DryRun);
    if (!wanted.Tag.length)
      throw new AwsError('MissingParameter', 'The request must contain the parameter tags');
    refuseReserved(wanted);
    requireTaggable(world, place, wanted.ResourceId);
    const arns = wanted.ResourceId.map((id) => instanceArn(place, id));
    const keys = wanted.Tag.map(({ Key }) => Key);
    for (const arn of arns)
      if (countAfter(tagsOf(world, arn), keys) > tagsPerResourceMax)
        throw new AwsError('TagLimitExceeded', `More than ${tagsPerResourceMax} tags per resource.`);
    for (const arn of arns)
      setTags(
        world,
        arn,
        wanted.Tag.map(({ Key, Value = '' }): [string, string] => [Key, Value]),
      );
    return { return: true };
  },
});

export const deleteTags = operation({
  name: 'DeleteTags',
  input,
  readOnly: false,
  leavesOut,
  access: ({ ResourceId, Tag }, { world, place }) => {
    // A request without tags removes all of them and carries no aws:TagKeys: policies must deny that with Null.
    const keys = Tag.length ? requestTagKeys(Tag.map(({ Key, Value }) => [Key, Value])) : {};
    return ResourceId.map((id) => onInstance(world, place, 'DeleteTags', id, keys));
  },
  run: (wanted, { world, place }) => {
    endDryRun(wanted.DryRun);
    refuseReserved(wanted);
    requireTaggable(world, place, wanted.ResourceId);
    for (const id of wanted.ResourceId) {
      const arn = instanceArn(place, id);
      removeTags(world, arn, keysToDelete(tagsOf(world, arn), wanted.Tag));
    }
    return { return: true };
  },
});

/** A key with a value deletes only that value; without tags all but AWS's own go (API_DeleteTags). */
function keysToDelete(now: ReadonlyMap<string, string>, wanted: Input['Tag']): string[] {
  if (!wanted.length) return [...now.keys()].filter((key) => !isReservedKey(key));
  return wanted
    .filter(({ Key, Value }) => Value === undefined || now.get(Key) === Value)
    .map(({ Key }) => Key);
}

function refuseReserved({ Tag }: Input): void {
  const reserved = Tag.find(({ Key }) => isReservedKey(Key));
  if (reserved)
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${reserved.Key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`,
    );
}
