import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { numberedLines, numberedText, type Program, type ProgramHost } from './agent-program';
import { ptyProgram } from './pty-program';
import { scene } from './witness-scene';

const keyId = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555';

test('what is typed comes back, the size arrives, and the end of the program ends the client', async () => {
  await using all = await scene();
  const { client, session, agent, relay } = all;
  await client.ready();
  await client.waitForOutput(/\$ $/);
  client.size(132, 43);
  await client.waitForOutput(/\[132 x 43\]/);
  client.type('héllo 😀');
  await client.waitForOutput(/héllo 😀/);
  client.type('\x04');
  expect(await client.closed).toEqual({ by: 'channel_closed', output: '' });
  expect(await session.finished).toEqual({ status: 'Success', output: '' });
  await agent.waitUntil('acknowledged result', () => agent.acknowledgedTasks.size === 1);
  expect(relay.states).toEqual(['Connected', 'Terminating']);
  expect(relay.completions).toMatchObject([
    { TaskId: all.ticket.SessionId, FinalTaskStatus: 'Success', RetryNumber: 1 },
  ]);
  expect(client.faults).toEqual([]);
  expect(session.faults).toEqual([]);
});

test('a real shell in a real PTY answers and knows its width', async () => {
  await using all = await scene({ agent: { program: () => ptyProgram('/bin/sh', [], { PS1: 'ready> ' }) } });
  const { client } = all;
  await client.waitForOutput(/ready> $/);
  client.size(97, 31);
  client.type('echo $((6*7)); stty size\r');
  await client.waitForOutput(/42\r\n31 97\r\n/);
  client.type('exit\r');
  expect((await client.closed).by).toBe('channel_closed');
});

test('a megabyte of output and a megabyte of input arrive byte for byte', async () => {
  await using all = await scene({ agent: { program: () => echoProgramWithoutPrompt() } });
  const { client, session } = all;
  const bytes = randomBytes(1_000_000);
  await session.waitUntil('start', (own) => own.connections === 1);
  client.type(bytes);
  expect((await client.waitForBytes(bytes.length)).equals(bytes)).toBe(true);
  expect(session.input.bytes.equals(bytes)).toBe(true);
});

test('input before the program runs is refused, not lost', async () => {
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  await using all = await scene({ agent: { beforeStart: () => started } });
  const { client, session } = all;
  await session.waitUntil('connection', (own) => own.connections === 1);
  client.type('early');
  await client.waitUntil('a resend', (own) => own.outbox.resends > 0);
  expect(client.outbox.unacknowledged).toBe(1);
  start();
  await client.waitForOutput(/\$ early/);
  await client.allAcknowledged();
});

test('a session that is terminated before its program runs never runs it', async () => {
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  let runs = 0;
  const program = programOf(() => {
    runs += 1;
  });
  await using all = await scene({ agent: { beforeStart: () => started, program: () => program } });
  all.relay.terminateSession(all.ticket.SessionId);
  expect((await all.session.finished).status).toBe('Success');
  start();
  await started;
  await all.client.closed;
  expect(runs).toBe(0);
});

test('a KMS-encrypted session agrees on keys, and no plain text is on the wire', async () => {
  const dataKey = randomBytes(64);
  const contexts: Record<string, string>[] = [];
  const ciphertext = Buffer.from('sealed by KMS');
  const seen: string[] = [];
  await using all = await scene({
    document: { kmsKeyId: keyId },
    clientWire: { seed: 1, dropWhere: (frame) => seen.push(frame.payload.toString('latin1')) < 0 },
    client: {
      kms: {
        targetId: 'mi-0123456789abcdef0',
        acknowledgesChallenge: true,
        generateDataKey: async (_key, context) => {
          contexts.push(context);
          return { plaintext: dataKey, ciphertext };
        },
      },
    },
    agent: {
      decrypt: async (blob, _key, context) => {
        contexts.push(context);
        expect(blob).toEqual(ciphertext);
        return dataKey;
      },
    },
  });
  const { client, session } = all;
  await client.ready();
  client.type('top secret');
  await client.waitForOutput(/\$ top secret/);
  expect(client.customerMessage).toMatch(/KMS/);
  expect(contexts[0]).toEqual(contexts[1]);
  expect(Object.keys(contexts[0] ?? {})).toContain('aws:ssm:RandomChallenge');
  expect(seen.some((payload) => payload.includes('top secret') || payload === '$ ')).toBe(false);
  expect([...client.faults, ...session.faults]).toEqual([]);
});

test('a client without KMS declines with status 3 and the session fails with that reason', async () => {
  await using all = await scene({ document: { kmsKeyId: keyId } });
  const result = await all.session.finished;
  expect(result.status).toBe('Failed');
  expect(result.output).toContain('"ActionStatus":3');
  expect(all.session.handshake.processedActions).toMatchObject([
    { ActionType: 'SessionType', ActionStatus: 1 },
    { ActionType: 'KMSEncryption', ActionStatus: 3 },
  ]);
});

test('a non-interactive command with separate output tells stderr and exit code', async () => {
  const program = programOf((host) => {
    host.output('to stdout\n');
    host.errorOutput('to stderr\n');
    host.exit(3);
  });
  const properties = { linux: { commands: 'x', separateOutputStream: 'true' } };
  await using all = await scene({
    agent: { program: () => program },
    document: { sessionType: 'NonInteractiveCommands', properties },
  });
  const { client } = all;
  await client.closed;
  expect(client.handshake.sessionType).toBe('NonInteractiveCommands');
  expect([client.output.text, client.errorOutput.text, client.exitCode]).toEqual([
    'to stdout\n',
    'to stderr\n',
    3,
  ]);
});

test('a program that cannot start fails the task with its reason', async () => {
  const program = programOf(() => {
    throw new Error('no such user');
  });
  await using all = await scene({ agent: { program: () => program } });
  expect(await all.session.finished).toEqual({ status: 'Failed', output: 'no such user' });
});

test('channel_closed kills the program without Terminating and its text reaches the person', async () => {
  let killed = false;
  const kill = () => {
    killed = true;
  };
  const program: Program = { ...programOf((host) => host.output('$ ')), kill };
  await using all = await scene({ agent: { program: () => program } });
  const { client, relay, session, ticket } = all;
  await client.waitForOutput(/\$ /);
  relay.terminateSession(ticket.SessionId, 'Terminated by vic.');
  expect(await client.closed).toEqual({ by: 'channel_closed', output: 'Terminated by vic.' });
  expect((await session.finished).status).toBe('Success');
  expect(killed).toBe(true);
  expect(relay.states).toEqual(['Connected']);
});

test('a paused agent writes nothing until it is un-paused, then everything', async () => {
  let out: ProgramHost | undefined;
  const held: string[] = [];
  const program: Program = {
    ...programOf((host) => {
      out = host;
      host.output('$ ');
    }),
    pause: () => held.push('pause'),
    resume: () => held.push('resume'),
  };
  await using all = await scene({ agent: { program: () => program } });
  const { client, session, relay, ticket } = all;
  await client.waitForOutput(/\$ /);
  await session.waitUntil('acknowledgement', (own) => own.outbox.unacknowledged === 0);
  relay.sendTo('agent', ticket.SessionId, 'pause_publication');
  await session.waitUntil('pause', (own) => own.paused);
  out?.output('while paused');
  expect(session.outbox.nextSequence).toBe(1);
  expect(held).toEqual(['pause']);
  relay.sendTo('agent', ticket.SessionId, 'start_publication');
  await client.waitForOutput(/while paused/);
  expect(held).toEqual(['pause', 'resume']);
});

test('both ends come back after their sockets are lost, and nothing is missing or doubled', async () => {
  await using all = await scene({ agent: { program: () => numberedLines(20_000, { thenWaits: true }) } });
  const { client, session } = all;
  await client.waitForOutput(/\n500\n/);
  client.drop();
  await client.dropped(1);
  await client.waitForOutput(/\n2000\n/);
  session.drop();
  await client.waitForOutput(/\n20000\n/);
  client.type('\x04');
  expect((await client.closed).by).toBe('channel_closed');
  expect(client.output.text).toBe(numberedText(20_000));
  expect([client.drops, session.drops]).toEqual([1, 1]);
});

test('a client that is handed a fresh token goes on where it was', async () => {
  await using all = await scene({ client: { resumeWith: undefined } });
  const { client, relay, ticket } = all;
  await client.waitForOutput(/\$ /);
  client.drop();
  await client.dropped();
  client.type('typed while away');
  await client.resume(relay.resumeSession(ticket.SessionId) ?? '');
  await client.waitForOutput(/typed while away/);
});

test('a session that ends while the client is away ends the client for want of a token', async () => {
  await using all = await scene();
  const { client, relay, ticket } = all;
  await client.ready();
  client.drop();
  relay.terminateSession(ticket.SessionId);
  expect((await client.closed).by).toBe('no-token');
});

test('a task result that is not acknowledged is repeated', async () => {
  await using all = await scene();
  const { client, relay, agent } = all;
  relay.acknowledgesTasks = false;
  await client.ready();
  client.type('\x04');
  await client.closed;
  await agent.waitUntil('first report', (own) => own.completionsSent === 1);
  relay.acknowledgesTasks = true;
  await agent.waitUntil('acknowledgement of the second', (own) => own.acknowledgedTasks.size === 1);
  expect(relay.completions.map(({ RetryNumber }) => RetryNumber)).toEqual([1, 2]);
});

function programOf(start: (host: ProgramHost) => void): Program {
  return { start, input() {}, resize() {}, pause() {}, resume() {}, kill() {} };
}

function echoProgramWithoutPrompt(): Program {
  let host: ProgramHost | undefined;
  const start = (own: ProgramHost) => {
    host = own;
  };
  return { ...programOf(start), start, input: (bytes) => host?.output(bytes) };
}
