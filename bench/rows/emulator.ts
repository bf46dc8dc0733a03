import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startLocalAws } from '../local-aws';
import { startMoto } from '../peers/moto';
import { alternate, type Bench, bar, median, type Row, Series } from '../row';
import { requestsPerSecond, type SignedCall, signedCall } from '../signed-call';

const startRounds = 5;
const rateRounds = 5;
const value = 'x'.repeat(64);
const name = '/bench/parameter';

const put = { Name: name, Value: value, Type: 'String', Overwrite: true };

/** Healthy means that calls are answered; the built-in agent's nodes connect meanwhile. */
async function startRows(): Promise<Row[]> {
  const connected: number[] = [];
  const seconds = new Series(async () => {
    const start = performance.now();
    const aws = await startLocalAws();
    const took = (performance.now() - start) / 1e3;
    await allConnected(aws.facts.url);
    connected.push((performance.now() - start) / 1e3);
    await aws.stop();
    return took;
  });
  await alternate(startRounds, [seconds]);
  const figure = seconds.median;
  return [
    {
      what: 'start with the demo seed, process to healthy',
      figure,
      unit: 's',
      bar: bar('≤ 1.5 s', figure <= 1.5),
    },
    { what: 'the same, until all agents are connected', figure: median(connected), unit: 's' },
  ];
}

const health = z.object({ agent: z.object({ nodes: z.number(), connected: z.number() }) });
const pollMs = 10;

async function allConnected(url: string): Promise<void> {
  for (;;) {
    const { agent } = health.parse(await (await fetch(`${url}/_emulator/health`)).json());
    if (agent.connected === agent.nodes) return;
    await delay(pollMs);
  }
}

async function rateRows(): Promise<Row[]> {
  const aws = await startLocalAws({ EMULATOR_SEED: 'empty' });
  const moto = await startMoto();
  try {
    const keys = { accessKeyId: aws.facts.accessKeyId, secretAccessKey: aws.facts.secretAccessKey };
    const rows: Row[] = [];
    for (const [action, body] of [
      ['PutParameter', put],
      ['GetParameter', { Name: name }],
    ] as const) {
      const ask = async (url: string): Promise<SignedCall> => signedCall(url, keys, action, body);
      const ours = new Series(async () => requestsPerSecond(await ask(aws.facts.url)));
      const theirs = moto && new Series(async () => requestsPerSecond(await ask(moto.url)));
      await alternate(rateRounds, theirs ? [ours, theirs] : [ours]);
      rows.push(rateRow(action, ours, theirs));
    }
    return rows;
  } finally {
    await moto?.stop();
    await aws.stop();
  }
}

const rateRow = (action: string, ours: Series, theirs: Series | undefined): Row => ({
  what: theirs ? action : `${action} (moto_server is not on PATH: nothing to compare with)`,
  figure: ours.median,
  unit: 'requests/s',
  ...(theirs && {
    peer: { what: "moto's server", figure: theirs.median },
    bar: bar('≥ 5 ×', ours.median >= 5 * theirs.median),
  }),
});

export const emulator: Bench = {
  name: 'emulator',
  about: 'starting, and signed requests over kept connections, against moto',
  measure: async () => [...(await startRows()), ...(await rateRows())],
};
