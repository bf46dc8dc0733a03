import 'server-only';
import { CreateTagsCommand, DeleteTagsCommand } from '@aws-sdk/client-ec2';
import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } from '@aws-sdk/client-ssm';
import type { ScopeAws } from '@/lib/aws/scope-aws';
import { inScope } from '@/lib/bff/procedure';
import { type EditTagsInput, editTagsInput } from '../contract';
import { tagEditFault } from '../tag-edit';

/**
 * Adds or changes tags, then removes others. Two calls to AWS: where the second fails the first stays done, and the
 * page reads the tags again either way. Throws Problem `forbidden` for a locked key, before any call: the page
 * locks it too, but the page is not the lock.
 */
export const editTags = inScope
  .meta({
    needs: ['ec2:CreateTags', 'ec2:DeleteTags', 'ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource'],
  })
  .input(editTagsInput)
  .mutation(async ({ ctx: { aws, server }, input: { id, set, remove } }) => {
    const edit = { id, set, remove };
    const fault = tagEditFault(edit, server.config.lockedTags);
    if (fault) throw fault;
    if (id.startsWith('mi-')) await editHybridNode(aws, edit);
    else await editInstance(aws, edit);
  });

const tagList = (set: EditTagsInput['set']) => Object.entries(set).map(([Key, Value]) => ({ Key, Value }));

async function editHybridNode(aws: ScopeAws, { id, set, remove }: EditTagsInput): Promise<void> {
  const resource = { ResourceType: 'ManagedInstance', ResourceId: id } as const;
  const added = tagList(set);
  if (added.length > 0) await aws.ssm().send(new AddTagsToResourceCommand({ ...resource, Tags: added }));
  if (remove.length > 0)
    await aws.ssm().send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: remove }));
}

async function editInstance(aws: ScopeAws, { id, set, remove }: EditTagsInput): Promise<void> {
  const added = tagList(set);
  if (added.length > 0) await aws.ec2().send(new CreateTagsCommand({ Resources: [id], Tags: added }));
  // By key alone: with a value EC2 would remove the tag only while it still has that value.
  if (remove.length > 0)
    await aws.ec2().send(new DeleteTagsCommand({ Resources: [id], Tags: remove.map((Key) => ({ Key })) }));
}
