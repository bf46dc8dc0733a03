import { ResumeSessionCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { encodeFrame, newFrame } from '@/e2e/witness/frame';
import { rawEnds } from './testing/raw-ends';

const input = (sequence: number, text = `in ${sequence}`) =>
  encodeFrame(newFrame('input_stream_data', text, { payloadType: 1, sequenceNumber: BigInt(sequence) }));
const output = (sequence: number, text = `out ${sequence}`) =>
  encodeFrame(newFrame('output_stream_data', text, { payloadType: 1, sequenceNumber: BigInt(sequence) }));
const acknowledge = (of: 'input_stream_data' | 'output_stream_data', sequence: number) =>
  encodeFrame(
    newFrame(
      'acknowledge',
      JSON.stringify({
        AcknowledgedMessageType: of,
        AcknowledgedMessageId: '01234567-89ab-4cde-8f01-23456789ab01',
        AcknowledgedMessageSequenceNumber: sequence,
        IsSequentialMessage: true,
      }),
      { flags: 3n },
    ),
  );

/** A session with both ends there. */
async function joined() {
  const all = await rawEnds();
  const ticket = await all.start();
  const client = await all.clientOf(ticket, ticket.TokenValue);
  const agent = await all.agentOf(ticket.SessionId);
  // Whatever comes before this has been admitted.
  client.send(input(0, 'first'));
  await agent.until('the first input', (end) => end.received.length === 1);
  return { ...all, ticket, client, agent };
}

test('bytes pass unchanged in both directions, in order', async () => {
  await using all = await joined();
  const { client, agent } = all;
  const toAgent = [input(1), input(2), input(3)];
  // Names padded with NULs are right too, and stay as they are.
  const odd = Buffer.from(output(2));
  odd.fill(0, 4 + 'output_stream_data'.length, 36);
  const toClient = [output(0), output(1), odd, acknowledge('input_stream_data', 0), output(3)];
  client.send(...toAgent);
  agent.send(...toClient);
  await agent.until('all input', (end) => end.received.length === 1 + toAgent.length);
  await client.until('all output', (end) => end.received.length === toClient.length);
  expect(agent.received.slice(1)).toEqual(toAgent);
  expect(client.received).toEqual(toClient);
});

test("nothing that is not an agent's to send reaches a client, and nothing malformed", async () => {
  await using all = await joined();
  const { client, agent } = all;
  const spoilt = Buffer.from(output(1));
  spoilt.writeUInt32BE(4096, 0);
  agent.socket.send('x'.repeat(200));
  agent.send(
    encodeFrame(
      newFrame('agent_session_state', '{"SchemaVersion":1,"SessionState":"Connected","SessionId":"s"}'),
    ),
    encodeFrame(newFrame('channel_closed', '{}')),
    encodeFrame(newFrame('pause_publication', '{}')),
    encodeFrame(newFrame('start_publication', '{}')),
    encodeFrame(newFrame('unheard_of', '{}')),
    input(0),
    spoilt,
    output(0).subarray(0, 119),
    output(0),
  );
  await client.until('the right frame', (end) => end.received.length > 0);
  expect(client.received).toEqual([output(0)].map(() => client.received[0]));
  expect(client.types()).toEqual(['output_stream_data']);
  expect(client.frames()[0]?.payload.toString()).toBe('out 0');
});

test('no acknowledgement is invented; one that was given is said again, and only to the agent', async () => {
  await using all = await joined();
  const { client, agent } = all;
  agent.send(output(0), output(0));
  await client.until('both copies: nobody has acknowledged yet', (end) => end.received.length === 2);
  client.send(input(1, 'marker'));
  await agent.until('the marker', (end) => end.received.length === 2);
  expect(agent.types()).toEqual(['input_stream_data', 'input_stream_data']);
  client.send(acknowledge('output_stream_data', 0));
  await agent.until("the client's acknowledgement", (end) => end.received.length === 3);
  agent.send(output(0), output(1));
  await agent.until('it said again', (end) => end.received.length === 4);
  await client.until('the next output', (end) => end.frames().at(-1)?.payload.toString() === 'out 1');
  expect(agent.types().slice(2)).toEqual(['acknowledge', 'acknowledge']);
  expect(client.received).toHaveLength(3);
});

test('an acknowledgement of output that was never shown does not keep that output from the client', async () => {
  await using all = await joined();
  const { client, agent } = all;
  client.send(acknowledge('output_stream_data', 0), input(1, 'marker'));
  await agent.until('both', (end) => end.received.length === 3);
  agent.send(output(0));
  await client.until('the output', (end) => end.received.length === 1);
  expect(client.frames()[0]?.payload.toString()).toBe('out 0');
});

test('while its client is away an agent is paused, and then gets nothing that would undo that', async () => {
  await using all = await joined();
  const { client, agent, ticket } = all;
  agent.send(output(0), output(1));
  await client.until('two outputs', (end) => end.received.length === 2);
  client.send(acknowledge('output_stream_data', 0));
  await agent.until('acknowledgement', (end) => end.types().at(-1) === 'acknowledge');
  client.socket.terminate();
  await agent.until('a pause', (end) => end.types().at(-1) === 'pause_publication');
  // A repetition that was on its way, and output that was in the pipe.
  agent.send(output(0), output(2), output(1));
  const token = (await all.ssm.send(new ResumeSessionCommand({ SessionId: ticket.SessionId }))).TokenValue;
  const again = await all.clientOf(ticket, token ?? '');
  await again.until('what was kept', (end) => end.received.length === 2);
  // In the order it came, each once, and not what the client had acknowledged.
  expect(again.frames().map(({ payload }) => payload.toString())).toEqual(['out 2', 'out 1']);
  await agent.until('a start', (end) => end.types().at(-1) === 'start_publication');
  const since = agent.types().lastIndexOf('pause_publication');
  expect(agent.types().slice(since)).toEqual(['pause_publication', 'start_publication']);
});

test('what a client sends right behind its open frame is kept for an agent that comes later', async () => {
  await using all = await rawEnds();
  const ticket = await all.start();
  const sent = [input(0), input(1), input(0), input(2)];
  await all.clientOf(ticket, ticket.TokenValue, ...sent);
  await all.control.until('interactive_shell', (end) => end.types().includes('interactive_shell'));
  const agent = await all.agentOf(ticket.SessionId);
  await agent.until('three inputs', (end) => end.received.length === 3);
  expect(agent.frames().map(({ payload }) => payload.toString())).toEqual(['in 0', 'in 1', 'in 2']);
});

test('an agent is called when its client has come, and not before', async () => {
  await using all = await rawEnds();
  await all.start();
  const second = await all.start();
  await all.clientOf(second, second.TokenValue);
  await all.control.until('a call', (end) => end.received.length > 0);
  expect(all.control.frames()[0]?.payload.toString()).toContain(second.SessionId);
});

test('pings are answered before the open frame', async () => {
  await using all = await rawEnds();
  const ticket = await all.start();
  const early = new (await import('ws')).WebSocket(ticket.StreamUrl);
  await new Promise((resolve) => early.once('open', resolve));
  const pong = new Promise((resolve) => early.once('pong', resolve));
  early.ping('keepalive');
  await pong;
  early.terminate();
});

test("a second connection of an agent takes the first one's place", async () => {
  await using all = await joined();
  const second = await all.agentOf(all.ticket.SessionId);
  await all.agent.until('its end', (end) => end.closedWith !== undefined);
  all.client.send(input(1));
  await second.until('input', (end) => end.received.length === 1);
});

test('at the end both ends are told, with the reason, and no token opens anything any more', async () => {
  await using all = await joined();
  const { client, agent, ticket } = all;
  const token = (await all.ssm.send(new ResumeSessionCommand({ SessionId: ticket.SessionId }))).TokenValue;
  await all.terminate(ticket.SessionId);
  for (const end of [client, agent]) {
    await end.until('channel_closed', (it) => it.types().at(-1) === 'channel_closed');
    const closed = JSON.parse(end.frames().at(-1)?.payload.toString() ?? '');
    expect(closed).toMatchObject({
      SchemaVersion: 1,
      MessageType: 'channel_closed',
      SessionId: ticket.SessionId,
    });
    expect(closed.CreatedDate).toMatch(/^\d{13}$/);
    expect(closed.Output).toContain('terminated by');
  }
  await expect(all.clientOf(ticket, token ?? '')).rejects.toThrow('404');
  await expect(all.agentOf(ticket.SessionId)).rejects.toThrow('Session is already terminated');
  expect(
    (await all.ssm.send(new ResumeSessionCommand({ SessionId: ticket.SessionId }))).TokenValue,
  ).toBeUndefined();
});

test('an agent that does not leave when told is told again on the control channel', async () => {
  await using all = await joined();
  await all.terminate(all.ticket.SessionId);
  await all.client.until('its end', (end) => end.closedWith !== undefined);
  all.emulator.world.clock.advance(5_000);
  await all.control.until('channel_closed', (end) => end.types().includes('channel_closed'));
  await all.agent.until('its end', (end) => end.closedWith !== undefined);
});
