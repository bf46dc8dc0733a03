import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { joinNode } from '../../e2e/support/joined-node';
import type { Program, ProgramHost } from '../../e2e/witness/agent-program';
import { BareClient } from '../../e2e/witness/bare-client';
import { type LocalAws, startLocalAws, startSession } from '../local-aws';
import type { Bench, Row } from '../row';

const sessionCount = 500;
/** Sessions that start at the same time: a person's click each, not one burst. */
const lanes = 10;
const linesEach = 500;
const idleMs = 10_000;

/** What a session says when it was told its name: every line has the name and a number, so that nothing can be mistaken. */
const linesOf = (name: string) =>
  Array.from({ length: linesEach }, (_, index) => `${name} line ${index + 1} of ${linesEach}\n`).join('');

/** Waits for a name and a line feed, then prints its lines. */
function namedLines(): Program {
  let host: ProgramHost | undefined;
  let name = '';
  return {
    start(own) {
      host = own;
      host.output('$');
    },
    input(bytes) {
      name += bytes.toString('utf8');
      if (name.endsWith('\n')) host?.output(linesOf(name.trim()));
    },
    resize() {},
    pause() {},
    resume() {},
    kill() {},
  };
}

const health = z.object({ process: z.object({ memoryBytes: z.number(), cpuMs: z.number() }) });
const usage = async ({ facts }: LocalAws) =>
  health.parse(await (await fetch(`${facts.url}/_emulator/health`)).json()).process;

/** Does it for each index, a few at a time. */
async function inLanes<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await run(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function exchange(client: BareClient, index: number): Promise<number> {
  const name = `session-${index}`;
  const wanted = `$${linesOf(name)}`;
  client.type(`${name}\n`);
  const seen = (await client.waitForBytes(wanted.length)).toString();
  if (seen !== wanted) throw new Error(`${name} did not get its own output, whole and once.`);
  if (client.faults.length > 0) throw new Error(`${name}: ${client.faults.join()}`);
  return wanted.length;
}

async function measured(aws: LocalAws): Promise<Row[]> {
  const { id: Target, agent } = await joinNode(aws.facts, 'press-7', { program: namedLines });
  const empty = await usage(aws);
  const startedAtMs = performance.now();
  const clients = await inLanes(sessionCount, async () => {
    const client = await BareClient.open(await startSession(aws.ssm, { Target }));
    await client.ready();
    return client;
  });
  const openS = (performance.now() - startedAtMs) / 1e3;
  const open = await usage(aws);
  await delay(idleMs);
  const idle = await usage(aws);
  const exchangedAtMs = performance.now();
  const bytes = await Promise.all(clients.map(exchange));
  const seconds = (performance.now() - exchangedAtMs) / 1e3;
  const after = await usage(aws);
  if (agent.faults.length > 0) throw new Error(agent.faults.join());
  for (const client of clients) client.end();
  agent.stop();
  const total = bytes.reduce((sum, length) => sum + length, 0);
  return [
    { what: `${sessionCount} sessions opened, one node`, figure: openS, unit: 's' },
    {
      what: 'memory of the emulator for each',
      figure: (open.memoryBytes - empty.memoryBytes) / sessionCount / 1e3,
      unit: 'kB',
    },
    { what: 'its memory after all have spoken', figure: after.memoryBytes / 1e6, unit: 'MB' },
    {
      what: 'its CPU while all are idle',
      figure: ((idle.cpuMs - open.cpuMs) / idleMs) * 100,
      unit: '% of a core',
    },
    {
      what: 'all speak at once, every byte compared, whole and in its own session',
      figure: total / seconds / 1e6,
      unit: 'MB/s',
    },
    { what: 'its CPU for that', figure: (after.cpuMs - idle.cpuMs) / (total / 1e6), unit: 'ms a MB' },
  ];
}

export const sessions: Bench = {
  name: 'sessions',
  about: `${sessionCount} sessions at once over the relay, between bare ends`,
  async measure() {
    const aws = await startLocalAws({ EMULATOR_SEED: 'empty' });
    try {
      return await measured(aws);
    } finally {
      await aws.stop();
    }
  },
};
