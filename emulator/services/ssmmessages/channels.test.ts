import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { echoProgram } from '@/e2e/witness/agent-program';
import { BareAgent } from '@/e2e/witness/bare-agent';
import { BareClient } from '@/e2e/witness/bare-client';
import { encodeFrame, newFrame } from '@/e2e/witness/frame';
import { createChannel, signedUpgrade } from '@/e2e/witness/node-request';
import { issueNodeCredentials } from '../../auth/node-credentials';
import { bareNodeId } from './testing/bare-node';
import { type RelayScene, relayScene } from './testing/relay-scene';
import { place, plantNode, ticketOf } from './testing/shell-scene';

let scene: RelayScene;
beforeEach(async () => {
  scene = await relayScene();
  await scene.client.ready();
});
afterEach(() => scene[Symbol.asyncDispose]());

const open = (token: string) =>
  JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: 'r',
    TokenValue: token,
    ClientId: 'c',
    ClientVersion: '1.2.700.0',
  });

/** Resolves with the close code, or the HTTP status of a refused upgrade. */
function fateOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('close', resolve);
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

/** A raw client that has sent an open frame. */
async function rawClient(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(open(token));
  return socket;
}

test('a token that has opened a channel opens no other, and whoever tries does not disturb the session', async () => {
  const socket = await rawClient(scene.ticket.StreamUrl, scene.ticket.TokenValue);
  expect(await fateOf(socket)).toBe(1008);
  scene.client.type('still here');
  await scene.client.waitForOutput(/still here/);
});

test('a token of another session, or none at all, opens nothing', async () => {
  const other = await scene.start();
  for (const token of [other.TokenValue, '', 'x'.repeat(64)])
    expect(await fateOf(await rawClient(scene.ticket.StreamUrl, token))).toBe(1008);
  // The wrong channel did not burn it.
  const client = await BareClient.open(other);
  await client.ready();
  client.end();
});

test('a failed open frame does not burn the token: the real client dials again with it', async () => {
  const ticket = await scene.start();
  const first = new WebSocket(ticket.StreamUrl);
  await new Promise((resolve) => first.once('open', resolve));
  first.terminate();
  const client = await BareClient.open(ticket);
  await client.ready();
  client.end();
});

test('a connection that sends no open frame in time, or anything else first, is closed', async () => {
  const silent = new WebSocket(scene.ticket.StreamUrl);
  await new Promise((resolve) => silent.once('open', resolve));
  const fate = fateOf(silent);
  scene.emulator.world.clock.advance(6000);
  expect(await fate).toBe(1008);
  const binary = new WebSocket(scene.ticket.StreamUrl);
  await new Promise((resolve) => binary.once('open', resolve));
  binary.send(encodeFrame(newFrame('input_stream_data', 'x', { payloadType: 1 })));
  expect(await fateOf(binary)).toBe(1008);
});

test('a frame that would kill an end is not passed on; a right one behind it is', async () => {
  const ticket = await scene.start();
  const socket = await rawClient(ticket.StreamUrl, ticket.TokenValue);
  const session = await scene.agent.nextSession();
  await session.waitUntil('start', (own) => own.connections === 1);
  const good = encodeFrame(newFrame('input_stream_data', 'good', { payloadType: 1 }));
  const patched = (patch: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(good);
    patch(bytes);
    return bytes;
  };
  for (const bad of [
    good.subarray(0, 118),
    good.subarray(0, good.length - 1),
    patched((bytes) => bytes.writeUInt32BE(4096, 0)),
    patched((bytes) => bytes.writeUInt32BE(1, 116)),
    patched((bytes) => bytes.writeUInt8(0, 80)),
    patched((bytes) => bytes.write('unheard_of_type'.padEnd(32), 4)),
    encodeFrame(newFrame('channel_closed', '{}')),
    encodeFrame(newFrame('pause_publication', '{}')),
  ])
    socket.send(bad);
  socket.send('x'.repeat(200));
  socket.send(good);
  await session.waitUntil('the right frame', (own) => own.input.text === 'good');
  expect(session.faults).toEqual([]);
  expect(session.paused).toBe(false);
  socket.terminate();
});

test('a page of another origin, or a foreign Host, gets no channel even with a good token', async () => {
  const ticket = await scene.start();
  const refused = { origin: 'https://attacker.example', host: 'attacker.example' };
  for (const headers of [{ origin: refused.origin }, { host: refused.host }])
    expect(await fateOf(new WebSocket(ticket.StreamUrl, { headers }))).toBe(403);
  const client = await BareClient.open(ticket, { headers: { origin: 'http://localhost:3000' } });
  await client.ready();
  client.end();
});

test('a node may be itself only, on control and data channels', async () => {
  const other = 'mi-0ddddddddddddddd1';
  plantNode(scene.emulator.world, other);
  const credentials = issueNodeCredentials(scene.emulator.world, place, other);
  const gateway = { endpoint: scene.emulator.url, region: place.region, credentials };
  const greeting = { MessageSchemaVersion: '1.0', RequestId: 'r' };
  const refusal = { status: 403, body: expect.stringContaining(`may not speak for ${bareNodeId}`) };
  for (const path of [`/v1/control-channel/${bareNodeId}`, `/v1/data-channel/${scene.ticket.SessionId}`]) {
    await expect(createChannel(gateway, path, greeting)).rejects.toMatchObject(refusal);
    const { url, headers } = await signedUpgrade(gateway, path, { role: 'publish_subscribe' });
    expect(await fateOf(new WebSocket(url, { headers }))).toBe(403);
  }
});

test('keys of people open no channel of a node, and without a signature there is none', async () => {
  const gateway = {
    endpoint: scene.emulator.url,
    region: place.region,
    credentials: scene.emulator.accessKey,
  };
  const path = `/v1/control-channel/${bareNodeId}`;
  await expect(
    createChannel(gateway, path, { MessageSchemaVersion: '1.0', RequestId: 'r' }),
  ).rejects.toMatchObject({
    status: 403,
  });
  const response = await fetch(`${scene.emulator.url}${path}`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(400);
  const unsigned = new WebSocket(
    `${scene.emulator.url.replace('http', 'ws')}${path}?role=subscribe&stream=input`,
  );
  expect(await fateOf(unsigned)).toBe(400);
});

test('a control channel token opens one control channel', async () => {
  const id = 'mi-0ddddddddddddddd2';
  plantNode(scene.emulator.world, id);
  const credentials = issueNodeCredentials(scene.emulator.world, place, id);
  const gateway = { endpoint: scene.emulator.url, region: place.region, credentials };
  const path = `/v1/control-channel/${id}`;
  const token = await createChannel(gateway, path, { MessageSchemaVersion: '1.0', RequestId: 'r' });
  const text = JSON.stringify({
    Cookie: null,
    MessageSchemaVersion: '1.0',
    RequestId: 'r',
    TokenValue: token,
    AgentVersion: '3.3.0.0',
    PlatformType: 'linux',
  });
  const dial = async () => {
    const { url, headers } = await signedUpgrade(gateway, path, { role: 'subscribe', stream: 'input' });
    const socket = new WebSocket(url, { headers });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(text);
    return socket;
  };
  const first = await dial();
  expect(await fateOf(await dial())).toBe(1008);
  expect(first.readyState).toBe(WebSocket.OPEN);
  first.terminate();
});

test('an agent of an older line, which names neither its version nor its platform, opens a control channel', async () => {
  const id = 'mi-0ddddddddddddddd4';
  plantNode(scene.emulator.world, id);
  const credentials = issueNodeCredentials(scene.emulator.world, place, id);
  const gateway = { endpoint: scene.emulator.url, region: place.region, credentials };
  const path = `/v1/control-channel/${id}`;
  const greeting = { MessageSchemaVersion: '1.0', RequestId: 'r' };
  const token = await createChannel(gateway, path, greeting);
  const { url, headers } = await signedUpgrade(gateway, path, { role: 'subscribe', stream: 'input' });
  const socket = new WebSocket(url, { headers });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ ...greeting, TokenValue: token }));
  // A session reaches it: it was admitted.
  const called = new Promise((resolve) => socket.once('message', resolve));
  await expect
    .poll(() => scene.start({ Target: id }).then(BareClient.open), { timeout: 60_000 })
    .toBeDefined();
  await called;
  socket.terminate();
});

test('a session that is over is refused in the words that make an agent stop trying', async () => {
  scene.client.type('\x04');
  await scene.client.closed;
  const credentials = issueNodeCredentials(scene.emulator.world, place, bareNodeId);
  const gateway = { endpoint: scene.emulator.url, region: place.region, credentials };
  const path = `/v1/data-channel/${scene.ticket.SessionId}`;
  const refusal = createChannel(gateway, path, { MessageSchemaVersion: '1.0', RequestId: 'r', ClientId: '' });
  await expect(refusal).rejects.toMatchObject({ sessionIsOver: true });
  expect(await fateOf(new WebSocket(scene.ticket.StreamUrl))).toBe(404);
});

test('a second client with a fresh token replaces the first', async () => {
  const token = await scene.resumeToken();
  const second = await BareClient.open({ ...scene.ticket, TokenValue: token ?? '' });
  await scene.client.dropped();
  second.end();
});

test("the TLS endpoint hands out a wss stream that works with the emulator's authority", async () => {
  const { tlsUrl, caFile, accessKey } = scene.emulator;
  const ca = await readFile(caFile, 'utf8');
  const requestHandler = new NodeHttpHandler({ httpsAgent: new Agent({ ca }) });
  const ssm = new SSMClient({
    endpoint: tlsUrl,
    region: place.region,
    credentials: accessKey,
    requestHandler,
  });
  const ticket = ticketOf(await ssm.send(new StartSessionCommand({ Target: bareNodeId })));
  expect(ticket.StreamUrl).toMatch(/^wss:\/\/127\.0\.0\.1:\d+\/v1\/data-channel\//);
  const client = await BareClient.open(ticket, { ca });
  await client.waitForOutput(/\$ $/);
  client.end();
  ssm.destroy();
});

test("an agent over TLS, as AWS's always is, serves sessions", async () => {
  const ca = await readFile(scene.emulator.caFile, 'utf8');
  const id = 'mi-0ddddddddddddddd3';
  plantNode(scene.emulator.world, id);
  const agent = await BareAgent.connect({
    instanceId: id,
    endpoint: scene.emulator.tlsUrl,
    region: place.region,
    credentials: issueNodeCredentials(scene.emulator.world, place, id),
    ca,
    program: () => echoProgram('tls> '),
  });
  const client = await BareClient.open(await scene.start({ Target: id }));
  await client.waitForOutput(/tls> $/);
  client.end();
  agent.stop();
});
