import { SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { expect, onTestFinished, test } from 'vitest';
import { echoProgram } from '@/e2e/witness/agent-program';
import { BareClient } from '@/e2e/witness/bare-client';
import { startEmulator } from '../../testing/start';
import { bareNodeId, connectBareNode } from './testing/bare-node';
import { place, ticketOf } from './testing/shell-scene';

/** Past every limit on a session whose client or agent is gone, far below the idle limit. */
const limitsMs = 2 * 60_000;

async function resettableScene() {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.stop());
  const credentials = emulator.accessKey;
  const ssm = new SSMClient({ endpoint: emulator.url, region: place.region, credentials });
  onTestFinished(() => ssm.destroy());
  return {
    emulator,
    async connectNode() {
      const agent = await connectBareNode(emulator, { program: () => echoProgram() });
      onTestFinished(() => agent.stop());
    },
    async openSession() {
      const ticket = ticketOf(await ssm.send(new StartSessionCommand({ Target: bareNodeId })));
      const client = await BareClient.open(ticket);
      onTestFinished(() => client.end());
      await client.waitForOutput(/\$ $/);
      return { client, id: ticket.SessionId };
    },
  };
}

test('limits of sessions from before a reset end no session of the new world', async () => {
  const { emulator, connectNode, openSession } = await resettableScene();
  await connectNode();
  const before = await openSession();
  await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST', headers: { 'x-emulator': '1' } });
  await before.client.waitUntil('its loss', ({ drops }) => drops > 0);
  await connectNode();
  const after = await openSession();
  // The same luck draws the same ids: whoever still acts on the old one meets the new one.
  expect(after.id).toBe(before.id);
  emulator.world.clock.advance(limitsMs);
  // On the node's control channel this order stands behind all that the limits may have told it.
  await openSession();
  after.client.type('still here');
  await after.client.waitForOutput(/still here/);
});
