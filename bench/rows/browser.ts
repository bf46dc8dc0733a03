import { BareClient } from '../../e2e/witness/bare-client';
import { openBarePage } from '../browser/bare-page';
import { withShellPage } from '../browser/shell-page';
import { rawCommand, startSession as sdkSession, shellNode, ssmOf } from '../local-aws';
import { startBareEcho } from '../peers/bare-echo';
import { type Bench, median, type Row } from '../row';
import { keyRows } from './browser-keys';
import { lossRows } from './browser-loss';
import { outputRows } from './browser-output';
import { pasteRows } from './browser-paste';

/** ms from a key to its echo on the same wire, by a client that draws nothing. */
async function wireKeyMs(emulator: Parameters<typeof ssmOf>[0], keys: number): Promise<number> {
  const ssm = ssmOf(emulator);
  const client = await BareClient.open(
    await sdkSession(ssm, rawCommand(await shellNode(ssm), 'printf ready; cat')),
  );
  await client.waitForOutput(/ready/);
  const figures: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    const start = performance.now();
    client.type('k');
    await client.waitForOutput(/k/);
    figures.push(performance.now() - start);
  }
  client.end();
  ssm.destroy();
  return median(figures);
}

/** What cannot be measured is said, and does not take the rest along. */
async function partOf(measure: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await measure();
  } catch (error) {
    process.stderr.write(`  not measured: ${error instanceof Error ? error.message : String(error)}\n`);
    return [];
  }
}

export const browser: Bench = {
  name: 'browser',
  about: 'the real console in Chromium, a real shell of the built-in agent; nobody watches its network',
  async measure() {
    const echo = await startBareEcho();
    try {
      return await withShellPage('web-3', async ({ world, hands, debuggerUrl, cut }) => {
        const wireMs = await wireKeyMs(world.emulator, 100);
        const parts: (() => Promise<Row[]>)[] = [
          () => keyRows(hands, wireMs),
          async () => {
            const bare = await openBarePage(debuggerUrl);
            return outputRows(hands, bare, echo.port).finally(() => bare.letGo());
          },
          () => lossRows({ hands, cut, emulatorUrl: world.emulator.url }),
          () => pasteRows(hands),
        ];
        const rows: Row[] = [];
        for (const part of parts) rows.push(...(await partOf(part)));
        return rows;
      });
    } finally {
      await echo.stop();
    }
  },
};
