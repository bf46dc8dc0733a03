import { startLocalAws } from '../local-aws';
import { startMoto } from '../peers/moto';
import { alternate, type Bench, bar, type Row, Series } from '../row';
import { requestsPerSecond, type SignedCall, signedCall } from '../signed-call';

const startRounds = 5;
const rateRounds = 5;
const value = 'x'.repeat(64);
const name = '/bench/parameter';

const put = { Name: name, Value: value, Type: 'String', Overwrite: true };

async function startRow(): Promise<Row> {
  const seconds = new Series(async () => {
    const start = performance.now();
    const aws = await startLocalAws();
    const took = (performance.now() - start) / 1e3;
    await aws.stop();
    return took;
  });
  await alternate(startRounds, [seconds]);
  const figure = seconds.median;
  return {
    what: 'start with the demo seed, process to healthy with all agents connected',
    figure,
    unit: 's',
    bar: bar('≤ 1.5 s', figure <= 1.5),
  };
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
  measure: async () => [await startRow(), ...(await rateRows())],
};
