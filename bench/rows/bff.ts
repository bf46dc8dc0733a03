import { GetConnectionStatusCommand } from '@aws-sdk/client-ssm';
import type { BrowserContext } from '@playwright/test';
import type { TestWorld } from '../../e2e/support/world';
import { withBrowser } from '../browser/browser';
import { region, shellNode, ssmOf } from '../local-aws';
import { alternate, type Bench, bar, median, Series } from '../row';

const rounds = 7;
const callsPerRound = 60;
const lanes = 8;
const measuredMs = 2_000;
const scope = { account: '111122223333', region, role: 'QuarterdeckAdministrator' };

type Call = () => Promise<unknown>;

/** ms a call takes, one after the other. */
const latency = (call: Call) => async () => {
  const figures: number[] = [];
  for (let count = 0; count < callsPerRound; count += 1) {
    const start = performance.now();
    await call();
    figures.push(performance.now() - start);
  }
  return median(figures);
};

/** Calls a second, eight at a time. */
const throughput = (call: Call) => async () => {
  const start = performance.now();
  let answered = 0;
  const lane = async () => {
    while (performance.now() - start < measuredMs) {
      await call();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answered / ((performance.now() - start) / 1e3);
};

/** One procedure that makes one call to AWS, as the page asks for it: its cookie, its headers, plain fetch. */
async function procedure(world: TestWorld, context: BrowserContext, id: string): Promise<Call> {
  const cookies = await context.cookies(world.url);
  const headers = {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: world.url,
    'content-type': 'application/json',
    'x-quarterdeck': '1',
    'x-quarterdeck-person': 'ada',
  };
  const body = JSON.stringify({ scope, id });
  const url = `${world.url}/api/trpc/nodes.connection`;
  return async () => {
    const answer = await fetch(url, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The BFF answered ${answer.status}: ${text}`);
  };
}

export const bff: Bench = {
  name: 'bff',
  about:
    "a procedure that makes one AWS call (GetConnectionStatus), against the same call by AWS's SDK alone",
  measure: () =>
    withBrowser({}, async ({ world, context }) => {
      const ssm = ssmOf(world.emulator);
      const Target = await shellNode(ssm);
      const ours = await procedure(world, context, Target);
      const sdk = () => ssm.send(new GetConnectionStatusCommand({ Target }));
      const [ourMs, sdkMs] = [new Series(latency(ours)), new Series(latency(sdk))];
      const [ourRate, sdkRate] = [new Series(throughput(ours)), new Series(throughput(sdk))];
      await alternate(1, [ourMs, sdkMs]);
      await alternate(rounds, [ourMs, sdkMs, ourRate, sdkRate]);
      ssm.destroy();
      return [
        {
          what: 'latency, p50',
          figure: ourMs.median,
          unit: 'ms',
          peer: { what: 'bare SDK call', figure: sdkMs.median },
          bar: bar('≤ 1.3 ×', ourMs.median <= 1.3 * sdkMs.median),
        },
        {
          what: `throughput, ${lanes} at a time`,
          figure: ourRate.median,
          unit: 'calls/s',
          peer: { what: 'bare SDK calls', figure: sdkRate.median },
          bar: bar('≥ 0.5 ×', ourRate.median >= 0.5 * sdkRate.median),
        },
      ];
    }),
};
