import { z } from 'zod';
import { AwsError, validationError } from '../../../server/aws-error';
import { type Operation, operation } from '../../../server/operation';
import { removeTags, setTags, tagsOf } from '../../../world/tags';
import {
  countAfter,
  isReservedKey,
  requestTagKeys,
  ssmTag,
  ssmTagKey,
  tagsPerResourceMax,
} from '../../tag-rules';
import { existing, onTarget, target } from './target';

const leavesOut =
  'Maintenance windows, automations, associations, OpsItems and OpsMetadata: InvalidResourceId.';

const addTagsToResource = operation({
  name: 'AddTagsToResource',
  input: z.object({ ...target, Tags: z.array(ssmTag).max(1000) }),
  readOnly: false,
  leavesOut,
  access: (wanted, call) => [
    onTarget('AddTagsToResource', wanted, call, requestTagKeys(pairsOf(wanted.Tags))),
  ],
  run: (wanted, call) => {
    const arn = existing(wanted, call);
    const keys = wanted.Tags.map(({ Key }) => Key);
    refuseReserved(keys);
    if (countAfter(tagsOf(call.world, arn), keys) > tagsPerResourceMax)
      throw new AwsError('TooManyTagsError', `A resource can have at most ${tagsPerResourceMax} tags.`);
    setTags(call.world, arn, pairsOf(wanted.Tags));
    return {};
  },
});

const removeTagsFromResource = operation({
  name: 'RemoveTagsFromResource',
  input: z.object({ ...target, TagKeys: z.array(ssmTagKey) }),
  readOnly: false,
  leavesOut,
  access: (wanted, call) => [
    onTarget('RemoveTagsFromResource', wanted, call, { 'aws:TagKeys': wanted.TagKeys }),
  ],
  run: (wanted, call) => {
    const arn = existing(wanted, call);
    refuseReserved(wanted.TagKeys);
    removeTags(call.world, arn, wanted.TagKeys);
    return {};
  },
});

const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: z.object(target),
  readOnly: true,
  leavesOut,
  access: (wanted, call) => [onTarget('ListTagsForResource', wanted, call)],
  run: (wanted, call) => ({
    TagList: [...tagsOf(call.world, existing(wanted, call))].map(([Key, Value]) => ({ Key, Value })),
  }),
});

const pairsOf = (tags: readonly z.infer<typeof ssmTag>[]) =>
  tags.map(({ Key, Value }): [string, string] => [Key, Value]);

function refuseReserved(keys: readonly string[]): void {
  if (keys.some(isReservedKey))
    throw validationError('aws: prefixed tag key names are not allowed for external use.');
}

export const operations: readonly Operation[] = [
  addTagsToResource,
  removeTagsFromResource,
  listTagsForResource,
];
