import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { awsCli, skipsAwsCli } from '../../testing/aws-cli';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestEmulator } from '../../testing/start';

/** Each call starts a Python of its own. */
const cliTimeoutMs = 60_000;

let emulator: TestEmulator;
let aws: ReturnType<typeof awsCli>;
let as: (person: string) => Promise<ReturnType<typeof awsCli>>;

beforeAll(async () => {
  emulator = await startEmulator({ seed: 'demo' });
  aws = awsCli(emulator.url, emulator.accessKey);
  as = async (person) => awsCli(emulator.url, await credentialsOf(emulator, person));
});
afterAll(() => emulator.stop());

const nodeList = z.object({
  InstanceInformationList: z.array(
    z.object({ InstanceId: z.string(), PlatformType: z.string(), ResourceType: z.string() }),
  ),
});

describe.skipIf(skipsAwsCli)('the AWS CLI', { timeout: cliTimeoutMs }, () => {
  test('lists nodes page by page, through SSM, EC2 and tagging alike', async () => {
    const paged = await aws('ssm', 'describe-instance-information', '--page-size', '5');
    const { InstanceInformationList: nodes } = nodeList.parse(paged);
    expect(nodes.length).toBeGreaterThan(15);
    const instances = await aws(
      'ec2',
      'describe-instances',
      '--page-size',
      '5',
      '--query',
      'Reservations[].Instances[].InstanceId',
    );
    const ids = z.array(z.string()).parse(instances);
    const ofEc2 = nodes
      .filter(({ ResourceType }) => ResourceType === 'EC2Instance')
      .map(({ InstanceId }) => InstanceId);
    expect(ids).toEqual(expect.arrayContaining(ofEc2));
    const filter = [
      '--tag-filters',
      'Key=Environment,Values=staging',
      '--resource-type-filters',
      'ec2:instance',
    ];
    const tagged = await aws('resourcegroupstaggingapi', 'get-resources', ...filter);
    expect(
      z.object({ ResourceTagMappingList: z.array(z.unknown()) }).parse(tagged).ResourceTagMappingList,
    ).toHaveLength(2);
  });

  test('writes, reads and deletes a SecureString', async () => {
    const name = ['--name', '/staging/cli/secret'];
    expect(
      await aws('ssm', 'put-parameter', ...name, '--type', 'SecureString', '--value', 'tréasure & "more"'),
    ).toMatchObject({ Version: 1 });
    expect(await aws('ssm', 'get-parameter', ...name, '--with-decryption')).toMatchObject({
      Parameter: { Value: 'tréasure & "more"' },
    });
    const sealed = JSON.stringify(await aws('ssm', 'get-parameter', ...name));
    expect(sealed).not.toContain('asure');
    await aws('ssm', 'delete-parameter', ...name);
    await expect(aws('ssm', 'get-parameter', ...name)).rejects.toThrow(/ParameterNotFound/);
  });

  test('pages through a hierarchy, and names the limit of a page', async () => {
    const all = await aws('ssm', 'get-parameters-by-path', '--path', '/prod', '--recursive');
    expect(z.object({ Parameters: z.array(z.unknown()) }).parse(all).Parameters).toHaveLength(160);
    const tooMany = aws('ssm', 'get-parameters-by-path', '--path', '/prod', '--max-results', '11');
    await expect(tooMany).rejects.toThrow(/ValidationException.*less than or equal to 10/);
  });

  test('is told who may not do what on what', async () => {
    const [vic, olu] = [await as('vic'), await as('olu')];
    const secret = ['--name', '/prod/web/database/password', '--with-decryption'];
    await expect(vic('ssm', 'get-parameter', ...secret)).rejects.toThrow(
      /AccessDeniedException.*vic.*kms:Decrypt/,
    );
    const write = ['--name', '/prod/web/log/level', '--value', 'debug', '--overwrite'];
    await expect(olu('ssm', 'put-parameter', ...write)).rejects.toThrow(
      /AccessDeniedException.*olu.*ssm:PutParameter.*parameter\/prod\/web\/log\/level/,
    );
  });

  test('tags instances through EC2 and hybrid nodes through SSM; the access tag stays shut to an operator', async () => {
    const { InstanceInformationList: nodes } = nodeList.parse(
      await aws('ssm', 'describe-instance-information'),
    );
    const instance = nodes.find(({ ResourceType }) => ResourceType === 'EC2Instance')?.InstanceId ?? '';
    const hybrid = nodes.find(({ ResourceType }) => ResourceType === 'ManagedInstance')?.InstanceId ?? '';
    const olu = await as('olu');
    const target = ['--resource-type', 'ManagedInstance', '--resource-id', hybrid];
    await olu('ec2', 'create-tags', '--resources', instance, '--tags', 'Key=Note,Value=seen');
    await olu('ssm', 'add-tags-to-resource', ...target, '--tags', 'Key=Note,Value=seen');
    expect(await aws('ssm', 'list-tags-for-resource', ...target)).toMatchObject({
      TagList: expect.arrayContaining([{ Key: 'Note', Value: 'seen' }]),
    });
    const open = ['--resources', instance, '--tags', 'Key=Environment,Value=staging'];
    await expect(olu('ec2', 'create-tags', ...open)).rejects.toThrow(/UnauthorizedOperation/);
  });

  test('reads patch states, patches and compliance of one node', async () => {
    const { InstanceInformationList: nodes } = nodeList.parse(
      await aws('ssm', 'describe-instance-information'),
    );
    const id = nodes.find(({ PlatformType }) => PlatformType === 'Windows')?.InstanceId ?? '';
    const states = await aws('ssm', 'describe-instance-patch-states', '--instance-ids', id);
    const missing = z
      .object({ InstancePatchStates: z.array(z.object({ MissingCount: z.number() })).length(1) })
      .parse(states).InstancePatchStates[0]?.MissingCount;
    expect(missing).toBeGreaterThan(0);
    const lacking = await aws(
      'ssm',
      'describe-instance-patches',
      '--instance-id',
      id,
      '--filters',
      'Key=State,Values=Missing',
    );
    expect(z.object({ Patches: z.array(z.unknown()) }).parse(lacking).Patches).toHaveLength(missing ?? 0);
    const items = [
      '--resource-ids',
      id,
      '--resource-types',
      'ManagedInstance',
      '--filters',
      'Key=Status,Values=NON_COMPLIANT',
    ];
    const listed = await aws('ssm', 'list-compliance-items', ...items);
    expect(z.object({ ComplianceItems: z.array(z.unknown()) }).parse(listed).ComplianceItems).toHaveLength(
      missing ?? 0,
    );
  });
});
