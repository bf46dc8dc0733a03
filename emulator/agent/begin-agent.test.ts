import { GetConnectionStatusCommand, SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { isAgentConnected } from '../services/ssm/nodes/agent-connections';
import { place, plantNode, shellNodeId, ticketOf } from '../services/ssmmessages/testing/shell-scene';
import { startEmulator } from '../testing/start';
import { beginAgent } from './start-agent';

test('a session asked for while the nodes are still on their way waits for its node', async () => {
  const emulator = await startEmulator();
  plantNode(emulator.world, shellNodeId);
  plantNode(emulator.world, 'i-0eeeeeeeeeeeeeeee', { inactive: true });
  const agent = await beginAgent({ world: emulator.world, url: emulator.url, log: () => {} });
  const ssm = new SSMClient({
    endpoint: emulator.url,
    region: place.region,
    credentials: emulator.accessKey,
    maxAttempts: 1,
  });
  const { Status } = await ssm.send(new GetConnectionStatusCommand({ Target: shellNodeId }));
  expect(Status).toBe('connected');
  const client = await BareClient.open(
    ticketOf(await ssm.send(new StartSessionCommand({ Target: shellNodeId }))),
  );
  await client.ready();
  client.type('echo $((6*7))\r');
  await client.waitForOutput(/\r42\r/);
  // One that nobody attaches is not waited for.
  const off = ssm.send(new StartSessionCommand({ Target: 'i-0eeeeeeeeeeeeeeee' }));
  await expect(off).rejects.toMatchObject({ name: 'TargetNotConnected' });
  await agent.connected;
  client.end();
  await agent.stop();
  await emulator.stop();
});

test('an agent that is stopped while it starts leaves nothing behind', async () => {
  const emulator = await startEmulator();
  plantNode(emulator.world, shellNodeId);
  const agent = await beginAgent({ world: emulator.world, url: emulator.url, log: () => {} });
  await agent.stop();
  await Promise.allSettled([agent.connected]);
  await emulator.stop();
});

test('the world is made anew while no node is connected, and then they come back', async () => {
  const emulator = await startEmulator();
  const { world, url } = emulator;
  plantNode(world, shellNodeId);
  const agent = await beginAgent({ world, url, log: () => {} });
  await agent.connected;
  const isConnected = () => isAgentConnected(world, place, shellNodeId);
  await agent.refresh(() => expect.poll(isConnected, { timeout: 60_000 }).toBe(false));
  expect(isConnected()).toBe(true);
  await agent.stop();
  await emulator.stop();
});
