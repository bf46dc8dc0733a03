import { readFile } from 'node:fs/promises';
import {
  CreateActivationCommand,
  type CreateActivationCommandInput,
  DeleteActivationCommand,
  DeregisterManagedInstanceCommand,
  DescribeActivationsCommand,
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  ListTagsForResourceCommand,
  StartSessionCommand,
  UpdateManagedInstanceRoleCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { echoProgram } from '@/e2e/witness/agent-program';
import { BareAgent } from '@/e2e/witness/bare-agent';
import { BareClient } from '@/e2e/witness/bare-client';
import { RegisteredNode } from '@/e2e/witness/registered-node';
import { home, seededEmulator } from '../../../seeds/testing/seeded-emulator';
import { ticketOf } from '../../ssmmessages/testing/shell-scene';

const IamRole = 'service-role/QuarterdeckHybridNode';

let emulator: Awaited<ReturnType<typeof seededEmulator>>;
let ca: string;
beforeEach(async () => {
  emulator = await seededEmulator();
  ca = await readFile(emulator.caFile, 'utf8');
});
afterEach(() => emulator.stop());

async function activation(over: Partial<CreateActivationCommandInput> = {}) {
  const { ActivationId = '', ActivationCode = '' } = await emulator.ssm.send(
    new CreateActivationCommand({ IamRole, ...over }),
  );
  return { id: ActivationId, code: ActivationCode };
}

/** Over TLS with the emulator's authority, as AWS's agent must. */
const register = (with_: { id: string; code: string }, service: object = {}) =>
  RegisteredNode.register({ endpoint: emulator.tlsUrl, region: home.region, ca, ...service }, with_);

const listed = async (ActivationIds: string) => {
  const Filters = [{ Key: 'ActivationIds', Values: [ActivationIds] }];
  return (await emulator.ssm.send(new DescribeInstanceInformationCommand({ Filters })))
    .InstanceInformationList;
};

test('a machine registers, reports, opens its channels and takes a session: everything over TLS, from the papers alone', async () => {
  const given = await activation({
    DefaultInstanceName: 'press-7',
    Tags: [{ Key: 'Team', Value: 'Plant' }],
  });
  const node = await register(given);
  expect(node.id).toMatch(/^mi-[0-9a-f]{17}$/);
  expect(await node.takeRoleToken()).toBe(false);
  await node.report();
  expect(await listed(given.id)).toMatchObject([
    {
      InstanceId: node.id,
      ActivationId: given.id,
      IamRole,
      Name: 'press-7',
      ResourceType: 'ManagedInstance',
      PingStatus: 'Online',
      AgentVersion: '3.3.0.0',
      PlatformType: 'Linux',
      PlatformName: 'Debian GNU/Linux',
      ComputerName: 'press-7.factory.example',
      IPAddress: '192.0.2.7',
    },
  ]);
  const tags = new ListTagsForResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: node.id });
  expect((await emulator.ssm.send(tags)).TagList).toEqual([{ Key: 'Team', Value: 'Plant' }]);
  const agent = await BareAgent.connect({
    instanceId: node.id,
    endpoint: emulator.tlsUrl,
    region: home.region,
    credentials: node.credentials,
    ca,
    program: () => echoProgram(),
  });
  const client = await BareClient.open(
    ticketOf(await emulator.ssm.send(new StartSessionCommand({ Target: node.id }))),
  );
  await client.ready();
  client.type('hello press\x04');
  await client.waitForOutput(/hello press/);
  expect(await client.closed).toEqual({ by: 'channel_closed', output: '' });
  await agent.waitUntil('acknowledged result', () => agent.acknowledgedTasks.size === 1);
  expect([client.faults, agent.faults]).toEqual([[], []]);
  agent.stop();
});

test('what an agent polls besides is answered: no associations, no messages', async () => {
  const node = await register(await activation());
  await node.takeRoleToken();
  const associations = { InstanceId: node.id, MaxResults: 20 };
  expect(await node.callAsRole('AmazonSSM.ListInstanceAssociations', associations)).toEqual({
    Associations: [],
  });
  const asked = { Destination: node.id, MessagesRequestId: 'r-1', VisibilityTimeoutInSeconds: 10 };
  expect(await node.callAsRole('EC2WindowsMessageDeliveryService.GetMessages', asked)).toEqual({
    Destination: node.id,
    MessagesRequestId: 'r-1',
    Messages: [],
  });
  const other = await register(await activation());
  for (const [target, body] of [
    ['AmazonSSM.ListInstanceAssociations', { InstanceId: other.id }],
    ['AmazonSSM.UpdateInstanceInformation', { InstanceId: other.id }],
    ['EC2WindowsMessageDeliveryService.GetMessages', { ...asked, Destination: other.id }],
  ] as const)
    await expect(node.callAsRole(target, body)).rejects.toMatchObject({ code: 'AccessDeniedException' });
});

test('an activation registers as many nodes as it says, not with another code, and not after its end', async () => {
  const two = await activation({ RegistrationLimit: 2 });
  const registered = [await register(two), await register(two)];
  expect(new Set(registered.map(({ id }) => id)).size).toBe(2);
  await expect(register(two)).rejects.toMatchObject({ status: 400, code: 'RegistrationLimitExceeded' });
  const { ActivationList } = await emulator.ssm.send(new DescribeActivationsCommand({}));
  expect(ActivationList).toMatchObject([
    { ActivationId: two.id, RegistrationsCount: 2, RegistrationLimit: 2 },
  ]);
  const one = await activation();
  for (const wrong of [
    { ...one, code: two.code },
    { ...one, id: '00000000-0000-4000-8000-000000000000' },
  ])
    await expect(register(wrong)).rejects.toMatchObject({ code: 'InvalidActivation' });
  emulator.world.clock.advance(24 * 3_600_000);
  await expect(register(one)).rejects.toMatchObject({ code: 'ActivationExpired' });
});

test('a registered node that never reported is listed as lost, without a time that it was heard', async () => {
  const given = await activation();
  const node = await register(given);
  expect(await listed(given.id)).toMatchObject([{ InstanceId: node.id, PingStatus: 'ConnectionLost' }]);
  expect((await listed(given.id))?.[0]?.LastPingDateTime).toBeUndefined();
});

test('a deregistered node is gone: from the lists, for its agent, and for the session it held', async () => {
  const given = await activation({ RegistrationLimit: 2 });
  const node = await register(given);
  await node.takeRoleToken();
  await node.report();
  const agent = await BareAgent.connect({
    instanceId: node.id,
    endpoint: emulator.url,
    region: home.region,
    credentials: node.credentials,
    program: () => echoProgram(),
  });
  const client = await BareClient.open(
    ticketOf(await emulator.ssm.send(new StartSessionCommand({ Target: node.id }))),
  );
  await client.ready();
  await emulator.ssm.send(new DeregisterManagedInstanceCommand({ InstanceId: node.id }));
  expect(await client.closed).toEqual({ by: 'channel_closed', output: `${node.id} was deregistered.` });
  expect(await listed(given.id)).toEqual([]);
  // In the words that make AWS's agent turn to ec2messages.
  await expect.poll(() => agent.faults.join()).toContain('<AccessDeniedException>');
  agent.stop();
  await expect(node.takeRoleToken()).rejects.toMatchObject({ code: 'InvalidInstanceId' });
  await expect(
    emulator.ssm.send(new DeregisterManagedInstanceCommand({ InstanceId: node.id })),
  ).rejects.toMatchObject({ name: 'InvalidInstanceId' });
});

test("a node's role can be changed, to one that Systems Manager may assume", async () => {
  const node = await register(await activation());
  const change = (role: string) =>
    emulator.ssm.send(new UpdateManagedInstanceRoleCommand({ InstanceId: node.id, IamRole: role }));
  await expect(change('QuarterdeckViewer')).rejects.toThrow(/Not existing role: .*:role\/QuarterdeckViewer/);
  await change('QuarterdeckNode');
  const { InstanceProperties } = await emulator.ssm.send(new DescribeInstancePropertiesCommand({}));
  expect(InstanceProperties).toMatchObject([{ InstanceId: node.id, IamRole: 'QuarterdeckNode' }]);
  await node.takeRoleToken();
  await node.report();
});

test('a deleted activation registers nobody; its nodes stay', async () => {
  const given = await activation({ RegistrationLimit: 2 });
  await register(given);
  await emulator.ssm.send(new DeleteActivationCommand({ ActivationId: given.id }));
  await expect(register(given)).rejects.toMatchObject({ code: 'InvalidActivation' });
  expect(await listed(given.id)).toHaveLength(1);
});
