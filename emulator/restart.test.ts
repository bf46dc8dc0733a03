import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DescribeSessionsCommand,
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { ticketOf } from './services/ssmmessages/testing/shell-scene';

const root = fileURLToPath(new URL('../', import.meta.url));
const Target = 'i-0aaaaaaaaaaaaaaa1';
const node = { account: '111122223333', region: 'eu-west-1', id: Target, name: 'web-1' };
const seed = {
  nodes: [
    {
      ...node,
      platformType: process.platform === 'darwin' ? 'MacOS' : 'Linux',
      platformName: 'any',
      platformVersion: '1',
      agent: 'built-in',
    },
  ],
};
const credentials = { accessKeyId: 'AKIAGIVENGIVENGIVEN1', secretAccessKey: 'given-secret' };

let folder: string;
let children: ChildProcess[] = [];
/** Agent processes that may outlive their emulator. */
let agents: number[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-restart-'));
  await writeFile(join(folder, 'seed.json'), JSON.stringify(seed));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const pid of agents) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  children = [];
  agents = [];
  await rm(folder, { recursive: true, force: true });
});

/** Starts the emulator on the test's folders; the same ports again where they are given. */
async function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts'], {
    cwd: root,
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      EMULATOR_PORT: '0',
      EMULATOR_TLS_PORT: '0',
      EMULATOR_SEED: join(folder, 'seed.json'),
      EMULATOR_ACCESS_KEY: `${credentials.accessKeyId}:${credentials.secretAccessKey}:${node.account}`,
      EMULATOR_RUN_DIR: join(folder, 'run'),
      EMULATOR_DATA_DIR: join(folder, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const ended = once(child, 'exit');
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      printed += text;
      if (printed.includes('Password')) resolve();
    });
    child.once('exit', () => reject(new Error(`The emulator ended at its start: ${printed}`)));
  });
  const facts = JSON.parse(await readFile(join(folder, 'run/ready.json'), 'utf8'));
  const ssm = new SSMClient({ endpoint: facts.url, region: node.region, credentials });
  return {
    facts,
    ssm,
    /** The settings that bring the next one to the same addresses. */
    ports: { EMULATOR_PORT: new URL(facts.url).port, EMULATOR_TLS_PORT: new URL(facts.tlsUrl).port },
    async end(signal: NodeJS.Signals) {
      ssm.destroy();
      child.kill(signal);
      await ended;
    },
  };
}

/** A shell, the number of its process, and of the agent's. */
async function shellOn(ssm: SSMClient) {
  const ticket = ticketOf(await ssm.send(new StartSessionCommand({ Target })));
  const client = await BareClient.open(ticket);
  await client.ready();
  client.type('echo SHELL=$$ AGENT=$PPID.\r');
  const [, shell = '', agent = ''] = await client.waitForOutput(/SHELL=(\d+) AGENT=(\d+)\./);
  agents.push(Number(agent));
  return { client, ticket, shell: Number(shell), agent: Number(agent) };
}

const sessionOf = async (ssm: SSMClient, State: 'Active' | 'History', value: string) => {
  const Filters = [{ key: 'SessionId' as const, value }];
  return (await ssm.send(new DescribeSessionsCommand({ State, Filters }))).Sessions?.[0];
};

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('with a data folder the same shell comes back from an emulator killed, and from one ended by SIGTERM; Ctrl-C ends it', async () => {
  let running = await run();
  const { oidc, password } = running.facts;
  const { client, ticket, shell, agent } = await shellOn(running.ssm);
  const { SessionId } = ticket;
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    await running.end(signal);
    client.drop();
    running = await run(running.ports);
    // A console that went on running is still known, and so is who signs in.
    expect(running.facts).toMatchObject({ password, oidc: { clientSecret: oidc.clientSecret } });
    const { TokenValue } = await running.ssm.send(new ResumeSessionCommand({ SessionId }));
    await client.resume(TokenValue ?? '');
    client.type(`echo AFTER-${signal}=$$ AGENT=$PPID.\r`);
    const [, again, agentAgain] = await client.waitForOutput(
      new RegExp(`AFTER-${signal}=(\\d+) AGENT=(\\d+)\\.`),
    );
    expect([Number(again), Number(agentAgain)]).toEqual([shell, agent]);
    expect(await sessionOf(running.ssm, 'Active', SessionId)).toMatchObject({ Status: 'Connected' });
  }
  // A new shell runs beside it, in the same agent process; ending the one leaves the other.
  const other = await shellOn(running.ssm);
  expect(other.agent).toBe(agent);
  await running.ssm.send(new TerminateSessionCommand({ SessionId }));
  expect((await client.closed).by).toBe('channel_closed');

  await running.end('SIGINT');
  other.client.drop();
  await expect.poll(() => isAlive(agent), { timeout: 60_000 }).toBe(false);
  running = await run(running.ports);
  expect(await sessionOf(running.ssm, 'History', other.ticket.SessionId)).toMatchObject({
    Status: 'Terminated',
    Details: `The agent of ${Target} stopped.`,
  });
  expect((await running.ssm.send(new ResumeSessionCommand(other.ticket))).TokenValue).toBeUndefined();
  await running.end('SIGTERM');
});

test('an agent without shells ends with its emulator', async () => {
  const idle = await run();
  const { client, agent } = await shellOn(idle.ssm);
  client.type('exit\r');
  await client.closed;
  await idle.end('SIGKILL');
  await expect.poll(() => isAlive(agent), { timeout: 60_000 }).toBe(false);
});

test('nobody comes: an agent that stayed ends its shells after the time it was given', async () => {
  const first = await run({ EMULATOR_AGENT_STAYS_SECONDS: '0.2' });
  const { client, shell, agent } = await shellOn(first.ssm);
  await first.end('SIGKILL');
  client.drop();
  await expect.poll(() => isAlive(agent) || isAlive(shell), { timeout: 60_000 }).toBe(false);
});
