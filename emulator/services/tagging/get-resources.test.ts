import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  paginateGetResources,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home, linuxNode, seededEmulator } from '../../seeds/testing/seeded-emulator';

const web = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaaaaaaaaaaaaaaa';
const factory = 'arn:aws:ssm:eu-west-1:111122223333:managed-instance/mi-0bbbbbbbbbbbbbbbb';
const parameter = 'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/a';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;

beforeAll(async () => {
  emulator = await seededEmulator({
    nodes: [
      linuxNode({ name: 'web-1', id: 'i-0aaaaaaaaaaaaaaaa', tags: { Environment: 'staging', Team: 'Shop' } }),
      linuxNode({
        name: 'factory-1',
        id: 'mi-0bbbbbbbbbbbbbbbb',
        tags: { Environment: 'production', Team: 'Plant' },
      }),
      linuxNode({ name: 'far-1', region: 'us-east-1', tags: { Environment: 'staging' } }),
      linuxNode({ name: 'other-1', account: '444455556666', tags: { Environment: 'staging' } }),
    ],
    parameters: [{ ...home, name: '/prod/a', tags: { Team: 'Shop' }, versions: [{ value: '1' }] }],
  });
});
afterAll(() => emulator.stop());

const ask = (input: GetResourcesCommandInput) => emulator.tagging.send(new GetResourcesCommand(input));
const arns = async (input: GetResourcesCommandInput) =>
  (await ask(input)).ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN);

test('everything tagged in this account and Region, and nothing of any other', async () => {
  expect(await arns({})).toEqual([web, factory, parameter]);
  expect((await ask({ TagFilters: [{ Key: 'Name' }] })).ResourceTagMappingList?.[0]?.Tags).toContainEqual({
    Key: 'Name',
    Value: 'web-1',
  });
});

test.each([
  [[{ Key: 'Team', Values: ['Shop'] }], undefined, [web, parameter]],
  [[{ Key: 'Team', Values: ['Shop', 'Plant'] }, { Key: 'Environment' }], undefined, [web, factory]],
  [undefined, ['ssm:managed-instance'], [factory]],
  [undefined, ['ssm'], [factory, parameter]],
  [undefined, ['ec2:instance', 'ssm:parameter'], [web, parameter]],
])('tag filters %j, types %j', async (TagFilters, ResourceTypeFilters, expected) => {
  expect(await arns({ TagFilters, ResourceTypeFilters })).toEqual(expected);
});

test('by ARN; unknown ones are left out', async () => {
  expect(await arns({ ResourceARNList: [factory, `${web}0`] })).toEqual([factory]);
});

test('a tag set through EC2 is seen here at once; a deleted resource is gone', async () => {
  await emulator.ec2.send(
    new CreateTagsCommand({ Resources: ['i-0aaaaaaaaaaaaaaaa'], Tags: [{ Key: 'Fresh', Value: 'yes' }] }),
  );
  expect(await arns({ TagFilters: [{ Key: 'Fresh', Values: ['yes'] }] })).toEqual([web]);
  const Name = '/prod/gone';
  await emulator.ssm.send(
    new PutParameterCommand({ Name, Value: '1', Type: 'String', Tags: [{ Key: 'Fresh', Value: 'yes' }] }),
  );
  await emulator.ssm.send(new DeleteParameterCommand({ Name }));
  expect(await arns({ TagFilters: [{ Key: 'Fresh' }] })).toEqual([web]);
});

test('pages of at most a hundred, whole and once each', async () => {
  const many = await seededEmulator({ generated: [{ ...home, count: 250 }] });
  const sizes: (number | undefined)[] = [];
  const seen = new Set<string | undefined>();
  const pages = paginateGetResources({ client: many.tagging }, { ResourcesPerPage: 100 });
  for await (const { ResourceTagMappingList: list } of pages) {
    sizes.push(list?.length);
    for (const { ResourceARN } of list ?? []) seen.add(ResourceARN);
  }
  expect(sizes).toEqual([100, 100, 50]);
  expect(seen.size).toBe(250);
  await many.stop();
});

test.each([
  [{ ResourcesPerPage: 101 }],
  [{ ResourcesPerPage: 0 }],
  [{ PaginationToken: 'made-up' }],
  [{ ResourceARNList: [web], TagFilters: [{ Key: 'Team' }] }],
  [{ IncludeComplianceDetails: true }],
])('%j is refused with InvalidParameterException', async (input) => {
  await expect(ask(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
