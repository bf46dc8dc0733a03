import { randomBytes } from 'node:crypto';
import {
  DescribeSessionsCommand,
  type DescribeSessionsCommandInput,
  ResumeSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { bareNodeId } from '../../ssmmessages/testing/bare-node';
import { type RelayScene, relayScene } from '../../ssmmessages/testing/relay-scene';
import { place, plantNode } from '../../ssmmessages/testing/shell-scene';
import { putSessionDocument, shellDocumentName } from '../documents/store';

const minuteMs = 60_000;
let scene: RelayScene;
beforeEach(async () => {
  scene = await relayScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const describe = async (
  input: Partial<DescribeSessionsCommandInput> & Pick<DescribeSessionsCommandInput, 'State'>,
) => (await scene.ssm.send(new DescribeSessionsCommand(input))).Sessions ?? [];
const statusOf = async (State: 'Active' | 'History', id = scene.ticket.SessionId) =>
  (await describe({ State, Filters: [{ key: 'SessionId', value: id }] }))[0]?.Status;

test('StartSession answers with an id that names the caller, a token and a stream URL of the same host', async () => {
  const { SessionId, TokenValue, StreamUrl } = scene.ticket;
  expect(SessionId).toMatch(/^emulator-[a-z2-7]{17}$/);
  expect(TokenValue.length).toBeLessThanOrEqual(300);
  expect(StreamUrl).toBe(
    `${scene.emulator.url.replace('http', 'ws')}/v1/data-channel/${SessionId}?role=publish_subscribe`,
  );
});

test('a live session is Active with the facts AWS gives; terminated it is History, and its client is told', async () => {
  await scene.client.ready();
  const [session] = await describe({ State: 'Active' });
  expect(session).toMatchObject({
    SessionId: scene.ticket.SessionId,
    Target: bareNodeId,
    Status: 'Connected',
    DocumentName: 'SSM-SessionManagerRunShell',
    Owner: `arn:aws:iam::${place.account}:user/emulator`,
    AccessType: 'Standard',
  });
  await scene.ssm.send(new TerminateSessionCommand({ SessionId: scene.ticket.SessionId }));
  expect(await scene.client.closed).toMatchObject({ by: 'channel_closed' });
  expect((await scene.session.finished).status).toBe('Success');
  expect(await describe({ State: 'Active' })).toEqual([]);
  const [over] = await describe({ State: 'History' });
  expect(over).toMatchObject({ Status: 'Terminated', EndDate: expect.any(Date) });
});

test('a session without its client is Disconnected and can be resumed', async () => {
  await scene.client.ready();
  scene.client.end();
  await scene.session.waitUntil('a pause', (own) => own.paused);
  expect(await statusOf('Active')).toBe('Disconnected');
  const { TokenValue } = await scene.ssm.send(
    new ResumeSessionCommand({ SessionId: scene.ticket.SessionId }),
  );
  const again = await BareClient.open({ ...scene.ticket, TokenValue: TokenValue ?? '' });
  await scene.session.waitUntil('the end of the pause', (own) => !own.paused);
  expect(await statusOf('Active')).toBe('Connected');
  again.end();
});

test('resuming a session that is over answers without a token', async () => {
  await scene.ssm.send(new TerminateSessionCommand({ SessionId: scene.ticket.SessionId }));
  await scene.client.closed;
  const answer = await scene.ssm.send(new ResumeSessionCommand({ SessionId: scene.ticket.SessionId }));
  expect(answer.SessionId).toBe(scene.ticket.SessionId);
  expect(answer.TokenValue).toBeUndefined();
  expect(answer.StreamUrl).toBeUndefined();
});

test('a session nobody ever had does not exist', async () => {
  const asked = scene.ssm.send(new ResumeSessionCommand({ SessionId: 'emulator-nobodyhadthisone2' }));
  await expect(asked).rejects.toMatchObject({ name: 'DoesNotExistException' });
});

test('twenty minutes without input end a session; input starts them anew; output does not', async () => {
  const { clock } = scene.emulator.world;
  await scene.client.ready();
  clock.advance(19 * minuteMs);
  scene.client.type('x');
  await scene.client.allAcknowledged();
  clock.advance(19 * minuteMs);
  expect(await statusOf('Active')).toBe('Connected');
  clock.advance(2 * minuteMs);
  expect(await scene.client.closed).toEqual({
    by: 'channel_closed',
    output: 'Session timed out due to inactivity.',
  });
  expect(await statusOf('History')).toBe('Terminated');
});

test("the keep-alives of a forwarded port are nobody's input", async () => {
  const { clock } = scene.emulator.world;
  const ticket = await scene.start({ DocumentName: 'AWS-StartPortForwardingSession' });
  const client = await BareClient.open(ticket);
  await client.ready();
  clock.advance(19 * minuteMs);
  client.type(Uint8Array.of(1, 3, 0, 0, 0, 0, 0, 0));
  await client.allAcknowledged();
  clock.advance(2 * minuteMs);
  expect(await client.closed).toMatchObject({ output: 'Session timed out due to inactivity.' });
});

test('the account preferences set idle time and maximum duration', async () => {
  const { world } = scene.emulator;
  const inputs = { idleSessionTimeout: '60', maxSessionDuration: '30' };
  putSessionDocument(world, place, shellDocumentName, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs,
  });
  const { client, id } = await another();
  expect((await describe({ State: 'Active', Filters: [{ key: 'SessionId', value: id }] }))[0]).toMatchObject({
    MaxSessionDuration: '30',
  });
  world.clock.advance(29 * minuteMs);
  expect(await statusOf('Active', id)).toBe('Connected');
  world.clock.advance(2 * minuteMs);
  expect(await client.closed).toMatchObject({ output: 'Session reached its maximum duration.' });
});

test('a session whose client never comes ends by itself', async () => {
  const id = (await scene.start()).SessionId;
  expect(await statusOf('Active', id)).toBe('Connecting');
  scene.emulator.world.clock.advance(2 * minuteMs);
  expect(await statusOf('History', id)).toBe('Terminated');
});

test('pages are newest first, and a page token is bound to its question', async () => {
  const ids = [scene.ticket.SessionId];
  for (let count = 0; count < 4; count += 1) {
    scene.emulator.world.clock.advance(10);
    ids.unshift((await scene.start()).SessionId);
  }
  const first = await scene.ssm.send(new DescribeSessionsCommand({ State: 'Active', MaxResults: 3 }));
  const { NextToken } = first;
  const second = await scene.ssm.send(
    new DescribeSessionsCommand({ State: 'Active', MaxResults: 3, NextToken }),
  );
  expect([...(first.Sessions ?? []), ...(second.Sessions ?? [])].map((it) => it.SessionId)).toEqual(ids);
  expect(second.NextToken).toBeUndefined();
  const forged = new DescribeSessionsCommand({ State: 'History', NextToken });
  await expect(scene.ssm.send(forged)).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test('filters narrow, and AWS refuses what it does not know', async () => {
  await scene.client.ready();
  const by = async (key: 'Target' | 'Owner' | 'Status' | 'InvokedAfter' | 'InvokedBefore', value: string) =>
    (await describe({ State: 'Active', Filters: [{ key, value }] })).length;
  expect(await by('Target', bareNodeId)).toBe(1);
  expect(await by('Target', 'i-0123456789abcdef0')).toBe(0);
  expect(await by('Owner', `arn:aws:iam::${place.account}:user/emulator`)).toBe(1);
  expect(await by('Status', 'Connected')).toBe(1);
  expect(await by('InvokedAfter', '2000-01-01T00:00:00Z')).toBe(1);
  expect(await by('InvokedBefore', '2000-01-01T00:00:00Z')).toBe(0);
  await expect(by('Status', 'Sleeping')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(by('InvokedAfter', 'yesterday')).rejects.toMatchObject({ name: 'ValidationException' });
  const tooMany = new DescribeSessionsCommand({ State: 'Active', MaxResults: 201 });
  await expect(scene.ssm.send(tooMany)).rejects.toMatchObject({ name: 'ValidationException' });
});

test('past sessions are kept for thirty days', async () => {
  await scene.ssm.send(new TerminateSessionCommand({ SessionId: scene.ticket.SessionId }));
  await scene.client.closed;
  scene.emulator.world.clock.advance(29 * 24 * 60 * minuteMs);
  expect(await describe({ State: 'History' })).toHaveLength(1);
  scene.emulator.world.clock.advance(2 * 24 * 60 * minuteMs);
  expect(await describe({ State: 'History' })).toEqual([]);
});

test('nodes that nobody stands behind are not connected', async () => {
  plantNode(scene.emulator.world, 'i-0ccccccccccccccc1', { platformType: 'Windows', simulated: true });
  for (const Target of ['i-0ccccccccccccccc1', 'i-0fffffffffffffff1'])
    await expect(scene.start({ Target })).rejects.toMatchObject({
      name: 'TargetNotConnected',
      message: `${Target} is not connected.`,
    });
  scene.agent.stop();
  await expect.poll(() => scene.start().catch((error: Error) => error.name)).toBe('TargetNotConnected');
});

test('documents, parameters and reasons are checked', async () => {
  const refusals: [Parameters<RelayScene['start']>[0], string][] = [
    [{ DocumentName: 'No-Such-Document' }, 'InvalidDocument'],
    [{ DocumentName: 'AWS-StartInteractiveCommand' }, 'InvalidParameters'],
    [{ DocumentName: 'AWS-StartSSHSession', Parameters: { portNumber: ['seventy'] } }, 'InvalidParameters'],
    [{ DocumentName: 'AWS-StartSSHSession', Parameters: { port: ['22'] } }, 'InvalidParameters'],
    [{ Reason: 'x'.repeat(257) }, 'ValidationException'],
  ];
  for (const [input, name] of refusals) await expect(scene.start(input)).rejects.toMatchObject({ name });
  const { SessionId } = await scene.start({ Reason: 'to look at a log' });
  const [session] = await describe({ State: 'Active', Filters: [{ key: 'SessionId', value: SessionId }] });
  expect(session?.Reason).toBe('to look at a log');
});

test('a document with a KMS key starts, and the agent demands the key of the client', async () => {
  const keyId = `arn:aws:kms:eu-west-1:${place.account}:key/${randomBytes(4).toString('hex')}-1111-4222-8333-444455556666`;
  putSessionDocument(scene.emulator.world, place, shellDocumentName, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs: { kmsKeyId: keyId },
  });
  const { id } = await another();
  expect(scene.agent.sessions.get(id)?.request.kmsKeyId).toBe(keyId);
});

async function another(): Promise<{ client: BareClient; id: string }> {
  const ticket = await scene.start();
  const client = await BareClient.open(ticket);
  if ((await scene.agent.nextSession()).request.kmsKeyId === '') await client.ready();
  return { client, id: ticket.SessionId };
}
