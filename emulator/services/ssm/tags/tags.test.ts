import {
  AddTagsToResourceCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  type Tag,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linuxNode, seededEmulator } from '../../../seeds/testing/seeded-emulator';

const hybrid = 'mi-0bbbbbbbbbbbbbbbb';
const instance = 'i-0aaaaaaaaaaaaaaaa';
const node = { ResourceType: 'ManagedInstance', ResourceId: hybrid } as const;

let emulator: Awaited<ReturnType<typeof seededEmulator>>;

beforeAll(async () => {
  emulator = await seededEmulator({
    nodes: [
      linuxNode({ name: 'factory-1', id: hybrid, tags: { Environment: 'production' } }),
      linuxNode({ name: 'web-1', id: instance }),
    ],
  });
});
afterAll(() => emulator.stop());

const add = (
  Tags: Tag[],
  target: { ResourceType: 'ManagedInstance' | 'Parameter' | 'Document'; ResourceId: string } = node,
) => emulator.ssm.send(new AddTagsToResourceCommand({ ...target, Tags }));

test('tags are added, overwritten, removed and listed', async () => {
  await add([
    { Key: 'Team', Value: 'Plant' },
    { Key: 'Shift', Value: '' },
  ]);
  await add([{ Key: 'Team', Value: 'Works' }]);
  await emulator.ssm.send(new RemoveTagsFromResourceCommand({ ...node, TagKeys: ['Shift', 'NeverThere'] }));
  const { TagList } = await emulator.ssm.send(new ListTagsForResourceCommand(node));
  expect(TagList).toEqual([
    { Key: 'Environment', Value: 'production' },
    { Key: 'Team', Value: 'Works' },
  ]);
});

test('parameters carry tags by name', async () => {
  const target = { ResourceType: 'Parameter', ResourceId: '/prod/a' } as const;
  await emulator.ssm.send(
    new PutParameterCommand({
      Name: '/prod/a',
      Value: '1',
      Type: 'String',
      Tags: [{ Key: 'Team', Value: 'Data' }],
    }),
  );
  await add([{ Key: 'Owner', Value: 'ada' }], target);
  const { TagList } = await emulator.ssm.send(new ListTagsForResourceCommand(target));
  expect(TagList).toEqual([
    { Key: 'Team', Value: 'Data' },
    { Key: 'Owner', Value: 'ada' },
  ]);
});

test.each([
  ['an EC2 instance, which EC2 tags', { ResourceType: 'ManagedInstance', ResourceId: instance }],
  ['a node that is not there', { ResourceType: 'ManagedInstance', ResourceId: 'mi-0ffffffffffffffff' }],
  ['a parameter that is not there', { ResourceType: 'Parameter', ResourceId: '/none' }],
  ['a document', { ResourceType: 'Document', ResourceId: 'Mine' }],
] as const)('InvalidResourceId for %s', async (_, target) => {
  await expect(add([{ Key: 'a', Value: 'b' }], target)).rejects.toMatchObject({ name: 'InvalidResourceId' });
});

test('a resource holds fifty tags and not one more', async () => {
  const tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
  await expect(add(tags)).rejects.toMatchObject({ name: 'TooManyTagsError' });
  const { TagList } = await emulator.ssm.send(new ListTagsForResourceCommand(node));
  await add(tags.slice(0, 50 - (TagList?.length ?? 0)));
  await expect(add([{ Key: 'Straw', Value: 'last' }])).rejects.toMatchObject({ name: 'TooManyTagsError' });
  // One that is there already takes no room.
  await add([{ Key: 'k0', Value: 'new' }]);
});

test.each([['aws:cloudformation:stack'], ['AWS:x']])('%s is a key of Amazon alone', async (Key) => {
  await expect(add([{ Key, Value: 'v' }])).rejects.toMatchObject({ name: 'ValidationException' });
});

test('an operator may tag, but not the tag that gives access, in any spelling', async () => {
  const { ssm } = await emulator.as('olu');
  const tag = (Key: string) =>
    ssm.send(new AddTagsToResourceCommand({ ...node, Tags: [{ Key, Value: 'staging' }] }));
  await expect(tag('Environment')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(tag('environment')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const remove = new RemoveTagsFromResourceCommand({ ...node, TagKeys: ['Team', 'Environment'] });
  await expect(ssm.send(remove)).rejects.toThrow(/ssm:RemoveTagsFromResource.*managed-instance\/mi-0b/);
  await ssm.send(new RemoveTagsFromResourceCommand({ ...node, TagKeys: ['k1'] }));
});
