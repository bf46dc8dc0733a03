import type { Page } from '@playwright/test';
import { pane, run, showNodes, startSession } from '../../e2e/support/shells';
import { BareClient } from '../../e2e/witness/bare-client';
import { withBrowser } from '../browser/browser';
import { type Gate, openGate } from '../browser/gate';
import { installTerminalProbe } from '../browser/terminal-probe';
import { rawCommand, startSession as sdkSession, shellNode, ssmOf } from '../local-aws';
import { type Bench, bar, median, quantile, type Row } from '../row';

const node = 'web-3';
const keys = 150;
const outputBytes = 10_000_000;
const drops = 5;

const restart = (page: Page) => page.evaluate(() => window.terminalProbe.restart());

/** Presses one key: ms until its echo reached the page, and until its glyph was painted. */
async function glyphMs(page: Page): Promise<{ echoMs: number; glyphMs: number }> {
  const glyph = page.evaluate(() => window.terminalProbe.nextGlyph());
  await page.keyboard.press('k');
  const { keyAtMs, outputAtMs, paintedAtMs } = await glyph;
  return { echoMs: outputAtMs - keyAtMs, glyphMs: paintedAtMs - keyAtMs };
}

/** ms from a key to its echo on the same wire, by a client that draws nothing. */
async function wireClient(url: Parameters<typeof ssmOf>[0]) {
  const ssm = ssmOf(url);
  const client = await BareClient.open(
    await sdkSession(ssm, rawCommand(await shellNode(ssm), 'printf ready; cat')),
  );
  await client.waitForOutput(/ready/);
  return {
    async keyMs() {
      const start = performance.now();
      client.type('k');
      await client.waitForOutput(/k/);
      return performance.now() - start;
    },
    end() {
      client.end();
      ssm.destroy();
    },
  };
}

async function keyRows(page: Page, wire: Awaited<ReturnType<typeof wireClient>>): Promise<Row[]> {
  await catReads(page);
  const glyphs: number[] = [];
  const inPage: number[] = [];
  const echoes: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    const pressed = await glyphMs(page);
    glyphs.push(pressed.glyphMs);
    inPage.push(pressed.echoMs);
    echoes.push(await wire.keyMs());
  }
  await page.keyboard.press('Control+c');
  const own = quantile(glyphs, 0.95) - median(echoes);
  return [
    { what: 'key to painted glyph, p50', figure: median(glyphs), unit: 'ms' },
    { what: 'of that, until its echo was in the page', figure: median(inPage), unit: 'ms' },
    { what: 'key to painted glyph, p95', figure: quantile(glyphs, 0.95), unit: 'ms' },
    { what: "the wire's own time, p50 (bare client, same node)", figure: median(echoes), unit: 'ms' },
    { what: "p95 over the wire's own time", figure: own, unit: 'ms', bar: bar('≤ 16 ms', own <= 16) },
  ];
}

async function outputRow(page: Page): Promise<Row> {
  const command = `head -c ${outputBytes} /dev/zero | tr '\\0' x | fold -w 100`;
  await restart(page);
  await page.keyboard.type(command);
  // Its own echo is over before the flood is counted.
  await page.waitForFunction((bytes) => window.terminalProbe.outputBytes >= bytes, command.length);
  await restart(page);
  await page.keyboard.press('Enter');
  const lines = outputBytes / 100;
  // The terminal's driver turns each line feed into two bytes.
  const total = outputBytes + 2 * (lines - 1);
  await page.waitForFunction((bytes) => window.terminalProbe.drawnBytes >= bytes, total, {
    timeout: 120_000,
  });
  const { first, last, drawn } = await page.evaluate(() => ({
    first: window.terminalProbe.firstOutputAtMs ?? 0,
    last: window.terminalProbe.lastDrawnAtMs,
    drawn: window.terminalProbe.drawnBytes,
  }));
  const figure = drawn / 1e3 / (last - first);
  return { what: 'output to the screen', figure, unit: 'MB/s', bar: bar('≥ 10 MB/s', figure >= 10) };
}

/** Cuts every connection to AWS, presses one key at once, and answers the seconds until its echo is there. */
async function dropSeconds(page: Page, gate: Gate): Promise<number> {
  await restart(page);
  const start = performance.now();
  gate.slam();
  await page.keyboard.press('y');
  await page.waitForFunction(() => window.terminalProbe.outputBytes > 0, null, { polling: 10 });
  return (performance.now() - start) / 1e3;
}

/** `cat` once it reads: what is typed sooner may reach it in another way. Quoted, so that its echo is another text. */
async function catReads(page: Page): Promise<void> {
  await run(page, node, "printf 'RE''ADY\\n'; cat");
  await page.waitForFunction(() => window.terminalProbe.tail.endsWith('READY\r\n'));
}

async function dropRows(page: Page, gate: Gate): Promise<Row[]> {
  await catReads(page);
  const figures: number[] = [];
  for (let drop = 0; drop < drops; drop += 1) figures.push(await dropSeconds(page, gate));
  await page.keyboard.press('Enter');
  // Each key's echo, then the line as `cat` got it.
  const line = `${'y'.repeat(drops)}\r\n`;
  const isExact = (text: string) => window.terminalProbe.tail.endsWith(text);
  const exact = await page.waitForFunction(isExact, `READY\r\n${line}${line}`, { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
  const figure = Math.max(...figures);
  return [
    { what: 'dropped socket to usable again, median', figure: median(figures), unit: 's' },
    { what: `the same, longest of ${drops}`, figure, unit: 's', bar: bar('≤ 5 s', figure <= 5) },
    {
      what: 'drops behind which echo and input were exact to the byte',
      figure: exact ? drops : 0,
      unit: '',
      bar: bar('all', exact),
    },
  ];
}

export const browser: Bench = {
  name: 'browser',
  about: 'the real console in Chromium, a real shell of the built-in agent',
  async measure() {
    const gate = await openGate();
    const origin = `127.0.0.1:${gate.port}`;
    const consoleEnv = { AWS_ENDPOINT_URL: `http://${origin}`, SESSION_STREAM_ORIGINS: `ws://${origin}` };
    try {
      return await withBrowser({ consoleEnv }, async ({ world, page }) => {
        gate.leadTo(Number(new URL(world.emulator.url).port));
        await page.addInitScript(installTerminalProbe);
        await showNodes(page, { name: node });
        await startSession(page, node);
        await pane(page, node).getByText('Connected').waitFor();
        const wire = await wireClient(world.emulator);
        const keyed = await keyRows(page, wire);
        wire.end();
        return [...keyed, await outputRow(page), ...(await dropRows(page, gate))];
      });
    } finally {
      gate.stop();
    }
  },
};
