import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../auth/iam/policy';
import { putRole, roleArn, roleByArn, roleId } from '../../../auth/iam/role';
import { home, seededEmulator } from '../../../seeds/testing/seeded-emulator';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
beforeAll(async () => {
  emulator = await seededEmulator({
    parameters: [
      { ...home, name: '/a/open', tags: { Class: 'open' }, versions: [{ value: '1' }] },
      { ...home, name: '/a/shut', tags: { Class: 'shut' }, versions: [{ value: '1' }] },
    ],
  });
});
afterAll(() => emulator.stop());

/** A client under a role that has everything of ssm but for one Deny. */
async function denied(name: string, deny: Record<string, unknown>): Promise<SSMClient> {
  const arn = roleArn(home.account, name);
  const like = roleByArn(emulator.world, roleArn(home.account, 'QuarterdeckAdministrator'));
  if (!like) throw new Error('The administrator role is not there.');
  const Statement = [
    { Effect: 'Allow', Action: ['ssm:*', 'kms:*'], Resource: '*' },
    { Effect: 'Deny', ...deny },
  ];
  const policies = [parsePolicy({ Version: '2012-10-17', Statement })];
  putRole(emulator.world, { ...like, name, arn, id: roleId(home.account, name), policies });
  const settings = { endpoint: emulator.url, region: home.region };
  const sts = new STSClient({ ...settings, credentials: emulator.accessKey });
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'probe' }),
  );
  return new SSMClient({
    ...settings,
    credentials: {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    },
  });
}

const put = (client: SSMClient, over: Partial<PutParameterCommandInput> & { Name: string }) =>
  client.send(new PutParameterCommand({ Value: '1', Type: 'String', ...over }));
const refused = { name: 'AccessDeniedException' };

describe('a policy can tell requests apart by', () => {
  test('ssm:Overwrite', async () => {
    const client = await denied('NoOverwrite', {
      Action: 'ssm:PutParameter',
      Resource: '*',
      Condition: { StringEquals: { 'ssm:Overwrite': 'true' } },
    });
    await put(client, { Name: '/k/overwrite' });
    await expect(put(client, { Name: '/k/overwrite', Overwrite: true })).rejects.toMatchObject(refused);
  });

  test('ssm:Recursive', async () => {
    const client = await denied('NoRecursion', {
      Action: 'ssm:GetParametersByPath',
      Resource: '*',
      Condition: { StringEquals: { 'ssm:Recursive': ['true'] } },
    });
    await client.send(new GetParametersByPathCommand({ Path: '/a' }));
    const deep = client.send(new GetParametersByPathCommand({ Path: '/a', Recursive: true }));
    await expect(deep).rejects.toMatchObject(refused);
  });

  test('tags of the request, which ask for AddTagsToResource as well', async () => {
    const tags = (Key: string) => [{ Key, Value: 'x' }];
    const byKey = await denied('NoAccessTag', {
      Action: 'ssm:PutParameter',
      Resource: '*',
      Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['Access'] } },
    });
    await put(byKey, { Name: '/k/tag1', Tags: tags('Note') });
    await expect(put(byKey, { Name: '/k/tag2', Tags: tags('Access') })).rejects.toMatchObject(refused);
    const noTagging = await denied('NoTagging', { Action: 'ssm:AddTagsToResource', Resource: '*' });
    await put(noTagging, { Name: '/k/tag3' });
    await expect(put(noTagging, { Name: '/k/tag4', Tags: tags('Note') })).rejects.toMatchObject(refused);
  });

  test('tags of the parameter, on every road to it, with selectors and by ARN', async () => {
    const client = await denied('NoShut', {
      Action: 'ssm:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/Class': 'shut' } },
    });
    await client.send(new GetParameterCommand({ Name: '/a/open' }));
    const arn = 'arn:aws:ssm:eu-west-1:111122223333:parameter/a/shut';
    const roads: (() => Promise<unknown>)[] = [
      ...['/a/shut', '/a/shut:1', arn, `${arn}:1`, ' /a/shut '].map(
        (Name) => () => client.send(new GetParameterCommand({ Name })),
      ),
      () => client.send(new GetParametersCommand({ Names: ['/a/open', '/a/shut'] })),
      () => client.send(new GetParameterHistoryCommand({ Name: '/a/shut' })),
      () => client.send(new DeleteParameterCommand({ Name: '/a/shut' })),
      () => put(client, { Name: '/a/shut', Overwrite: true }),
    ];
    for (const road of roads) await expect(road()).rejects.toMatchObject(refused);
  });

  test('the ARN of the parameter', async () => {
    const client = await denied('NotUnderA', {
      Action: 'ssm:GetParameter*',
      Resource: 'arn:aws:ssm:*:*:parameter/a/*',
    });
    await expect(client.send(new GetParameterCommand({ Name: '/a/open' }))).rejects.toThrow(
      /assumed-role\/NotUnderA\/probe.*ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:111122223333:parameter\/a\/open/,
    );
  });
});
