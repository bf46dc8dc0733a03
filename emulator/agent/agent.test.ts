import { createHash } from 'node:crypto';
import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  ResumeSessionCommand,
  type SSMClient,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { putSessionDocument, shellDocumentName } from '../services/ssm/documents/store';
import {
  place,
  plantNode,
  type ShellScene,
  shellNodeId,
  shellScene,
} from '../services/ssmmessages/testing/shell-scene';

const onDemandId = 'i-0bbbbbbbbbbbbbbb2';
let scene: ShellScene;
beforeAll(async () => {
  scene = await shellScene((world) => {
    plantNode(world, onDemandId, { attachOnDemand: true });
    plantNode(world, 'i-0bbbbbbbbbbbbbbb3', { agentHosted: false });
  });
});
afterAll(() => scene.stop());

const pingOf = async (ssm: SSMClient, id: string) => {
  const Filters = [{ Key: 'InstanceIds', Values: [id] }];
  const answer = await ssm.send(new DescribeInstanceInformationCommand({ Filters }));
  return answer.InstanceInformationList?.[0];
};

const sessionOf = async (value: string) => {
  const Filters = [{ key: 'SessionId' as const, value }];
  const answer = await scene.ssm.send(new DescribeSessionsCommand({ State: 'Active', Filters }));
  return answer.Sessions?.[0];
};

test('a generated node is attached at its first session', async () => {
  const shell = await scene.shell({ Target: onDemandId });
  await shell.waitForOutput(new RegExp(`@name-of-${onDemandId}:~`));
  shell.type('exit\r');
  await shell.closed;
});

test('a node that the built-in agent does not stand behind is not connected', async () => {
  await expect(scene.start({ Target: 'i-0bbbbbbbbbbbbbbb3' })).rejects.toMatchObject({
    name: 'TargetNotConnected',
  });
});

test('shells of one node are separate, and end with what runs in them when the session is terminated', async () => {
  const ticket = await scene.start();
  const { SessionId } = ticket;
  const [one, two] = [await BareClient.open(ticket), await scene.shell()];
  await one.ready();
  await two.ready();
  one.type('sleep 1000 & echo PID=$!.\r');
  const [, pid = ''] = await one.waitForOutput(/PID=(\d+)\./);
  await scene.ssm.send(new TerminateSessionCommand({ SessionId }));
  await one.closed;
  two.type(`while kill -0 ${pid} 2>/dev/null; do sleep 0.05; done; echo GONE-$((1+1))\r`);
  await two.waitForOutput(/GONE-2/);
  two.type('exit\r');
  await two.closed;
});

test('an interactive command runs on a terminal and the session ends with it', async () => {
  const shell = await scene.shell({
    DocumentName: 'AWS-StartInteractiveCommand',
    Parameters: { command: ['test -t 1 && echo "on a terminal"; read line; echo "read $line"'] },
  });
  await shell.waitForOutput(/on a terminal/);
  shell.type('a line\r');
  await shell.waitForOutput(/read a line/);
  expect((await shell.closed).by).toBe('channel_closed');
});

test('a non-interactive command has no terminal and runs words, not shell syntax', async () => {
  const shell = await scene.shell({
    DocumentName: 'AWS-StartNonInteractiveCommand',
    Parameters: { command: ['printf "%s|" one "two three" $HOME'] },
  });
  await shell.waitForOutput(/one\|two three\|\$HOME\|/);
  expect((await shell.closed).by).toBe('channel_closed');
});

test('with separate streams errors and exit code come apart from the output', async () => {
  const properties = { commands: 'sh -c "echo out; echo err >&2; exit 3"', separateOutputStream: 'true' };
  putSessionDocument(scene.emulator.world, place, 'Separate-Streams', {
    schemaVersion: '1.0',
    sessionType: 'NonInteractiveCommands',
    properties: { linux: properties, macos: properties },
  });
  const shell = await scene.shell({ DocumentName: 'Separate-Streams' });
  await shell.closed;
  expect([shell.output.text, shell.errorOutput.text, shell.exitCode]).toEqual(['out\n', 'err\n', 3]);
});

test("what cannot be run says why on the client's screen", async () => {
  const shell = await scene.shell({ DocumentName: 'AWS-StartSSHSession' });
  expect(await shell.closed).toMatchObject({ output: expect.stringContaining('no port sessions') });
});

test('a session document with a KMS key makes the agent demand encryption, and a client without it is told', async () => {
  const put = (inputs: object) =>
    putSessionDocument(scene.emulator.world, place, shellDocumentName, {
      schemaVersion: '1.0',
      sessionType: 'Standard_Stream',
      inputs,
    });
  put({ kmsKeyId: `arn:aws:kms:${place.region}:${place.account}:key/11111111-2222-4333-8444-555555555555` });
  const shell = await scene.shell();
  expect((await shell.closed).output).not.toBe('');
  expect(shell.output.text).toBe('');
  put({});
});

test('a shell profile of the account preferences runs at the start', async () => {
  putSessionDocument(scene.emulator.world, place, shellDocumentName, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs: { shellProfile: { linux: 'echo profile-$((20+3))' } },
  });
  const shell = await scene.shell();
  await shell.waitForOutput(/profile-23/);
  shell.type('exit\r');
  await shell.closed;
});

test('a program that ends while its client is away loses nothing of what it wrote', async () => {
  const command = 'stty -opost; echo "PID=$$."; while [ ! -e go ]; do sleep 0.05; done; seq 1 500';
  const ticket = await scene.start({
    DocumentName: 'AWS-StartInteractiveCommand',
    Parameters: { command: [command] },
  });
  const away = await BareClient.open(ticket);
  const [, pid = ''] = await away.waitForOutput(/PID=(\d+)\./);
  await away.waitUntil('silence', (own) => own.output.text.endsWith('.\n'));
  away.drop();
  await expect.poll(() => sessionOf(ticket.SessionId)).toMatchObject({ Status: 'Disconnected' });
  const other = await scene.shell();
  await other.ready();
  // Longer than node-pty keeps a terminal whose program has ended.
  other.type(
    `touch go; while kill -0 ${pid} 2>/dev/null; do sleep 0.05; done; sleep 0.5; echo OVER-$((1+1))\r`,
  );
  await other.waitForOutput(/OVER-2/);
  const { TokenValue } = await scene.ssm.send(new ResumeSessionCommand({ SessionId: ticket.SessionId }));
  await away.resume(TokenValue ?? '');
  await away.waitForOutput(/\n1\n2\n[\s\S]*\n499\n500\n/);
  expect((await away.closed).by).toBe('channel_closed');
  other.type('rm go; exit\r');
  await other.closed;
});

test('megabytes of output come whole to the last byte, though the program has long ended', async () => {
  const lines = 500_000;
  const shell = await scene.shell({
    DocumentName: 'AWS-StartInteractiveCommand',
    Parameters: { command: [`stty -opost; seq 1 ${lines} | sha256sum; seq 1 ${lines}`] },
  });
  const [sum = ''] = await shell.waitForOutput(/[0-9a-f]{64}/);
  const text = Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join('');
  const start = sum.length + '  -\n'.length;
  const all = await shell.waitForBytes(start + text.length);
  expect(createHash('sha256').update(all.subarray(start)).digest('hex')).toBe(sum);
  await shell.closed;
});

test('a megabyte of any bytes typed arrives byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 251));
  const shell = await scene.shell({
    DocumentName: 'AWS-StartInteractiveCommand',
    Parameters: { command: [`stty raw -echo; echo ready; head -c ${bytes.length} | sha256sum`] },
  });
  await shell.waitForOutput(/ready/);
  shell.type(bytes);
  await shell.waitForOutput(new RegExp(createHash('sha256').update(bytes).digest('hex')));
  await shell.closed;
});

test('heartbeats follow world time, so a node stays online however far the clock is moved', async () => {
  scene.emulator.world.clock.advance(3 * 3_600_000);
  const seen = async () => (await pingOf(scene.ssm, shellNodeId))?.LastPingDateTime?.getTime() ?? 0;
  await expect.poll(seen).toBeGreaterThan(scene.emulator.world.clock.now() - 60_000);
  expect((await pingOf(scene.ssm, shellNodeId))?.PingStatus).toBe('Online');
});

test('when the agent process dies its shells end with a reason, and its nodes come back with the next one', async () => {
  const shell = await scene.shell();
  await shell.ready();
  shell.type('echo AGENT=$PPID.\r');
  const [, agentPid = ''] = await shell.waitForOutput(/AGENT=(\d+)\./);
  process.kill(Number(agentPid), 'SIGKILL');
  expect(await shell.closed).toMatchObject({ output: `The agent of ${shellNodeId} stopped.` });
  await expect.poll(async () => (await scene.start().catch(() => undefined))?.SessionId).toBeTruthy();
  const again = await scene.shell();
  await again.waitForOutput(/[$#] $/);
  again.type('exit\r');
  await again.closed;
});
