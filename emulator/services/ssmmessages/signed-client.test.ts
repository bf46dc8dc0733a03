import { SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { signedUpgrade } from '@/e2e/witness/node-request';
import { bareNodeId } from './testing/bare-node';
import { type RelayScene, relayScene } from './testing/relay-scene';
import { place, ticketOf } from './testing/shell-scene';

let scene: RelayScene;
beforeEach(async () => {
  scene = await relayScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

/** The upgrade of a StreamUrl signed for the message gateway, as session-manager-plugin does it from 1.2.688 on. */
async function signedFor(streamUrl: string, over: object = {}): Promise<Record<string, string>> {
  const url = new URL(streamUrl);
  const credentials = { ...scene.emulator.accessKey, ...over };
  const gateway = { endpoint: scene.emulator.url, region: place.region, credentials };
  const query = Object.fromEntries(url.searchParams);
  return (await signedUpgrade(gateway, url.pathname, query)).headers;
}

test("a client that signs its upgrade with the person's own keys is a client like any other", async () => {
  const ticket = await scene.start();
  const client = await BareClient.open(ticket, { headers: await signedFor(ticket.StreamUrl) });
  await client.ready();
  client.type('signed\x04');
  await client.waitForOutput(/signed/);
  expect(await client.closed).toEqual({ by: 'channel_closed', output: '' });
  expect(client.faults).toEqual([]);
});

test('a signature that is wrong opens nothing, and burns no token', async () => {
  const ticket = await scene.start();
  const headers = await signedFor(ticket.StreamUrl, { secretAccessKey: 'not-the-secret' });
  await expect(BareClient.open(ticket, { headers })).rejects.toThrow(/400/);
  const client = await BareClient.open(ticket);
  await client.ready();
  client.end();
});

test('a good signature without a good token opens nothing', async () => {
  const ticket = await scene.start();
  const stranger = { ...ticket, TokenValue: 'x'.repeat(64) };
  const client = await BareClient.open(stranger, { headers: await signedFor(ticket.StreamUrl) });
  await client.dropped();
});

test('every character of a role session name may stand in a session id, for both ends’ signatures', async () => {
  const { url: endpoint, accessKey } = scene.emulator;
  const { region } = place;
  const sts = new STSClient({ endpoint, region, credentials: accessKey });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${place.account}:role/QuarterdeckAdministrator`,
      RoleSessionName: 'ada_1+2=3,4.5@example-6',
    }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const ssm = new SSMClient({ endpoint, region, credentials });
  const ticket = ticketOf(await ssm.send(new StartSessionCommand({ Target: bareNodeId })));
  expect(ticket.SessionId).toMatch(/^ada_1\+2=3,4\.5@example-6-/);
  const client = await BareClient.open(ticket, { headers: await signedFor(ticket.StreamUrl, credentials) });
  await client.ready();
  client.end();
  for (const each of [sts, ssm]) each.destroy();
});
