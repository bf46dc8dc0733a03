import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { openStage } from '@/components/terminal/testing/stage';
import { type Act, capture, type Size, sample } from './support/capture';

// A page without a console: nothing to see in a trace.
test.use({ trace: 'off' });

// CommonJS whose exports Node cannot name from outside.
const need = createRequire(import.meta.url);
const { Terminal }: typeof import('@xterm/headless') = need('@xterm/headless');
const { SerializeAddon }: typeof import('@xterm/addon-serialize') = need('@xterm/addon-serialize');
const { Unicode11Addon }: typeof import('@xterm/addon-unicode11') = need('@xterm/addon-unicode11');

/** A terminal without a screen that has parsed these bytes. */
async function headless(bytes: string, size: Size) {
  // Made at 80 × 24 and then fitted, as a terminal in a page is.
  const terminal = new Terminal({ allowProposedApi: true, scrollback: 10_000 });
  terminal.resize(size.cols, size.rows);
  const serialize = new SerializeAddon();
  terminal.loadAddon(serialize);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  await new Promise<void>((parsed) => terminal.write(Buffer.from(bytes, 'latin1'), parsed));
  return { terminal, serialize };
}

/** What it makes of them: text, colours, cursor and modes. */
const reference = async (bytes: string, size: Size): Promise<string> =>
  (await headless(bytes, size)).serialize.serialize();

async function stageSize(page: Page): Promise<Size> {
  const [cols, rows] = (await page.evaluate(() => window.stage.sizes.at(-1) ?? '')).split('x').map(Number);
  if (!cols || !rows) throw new Error('The stage has no size.');
  return { cols, rows };
}

async function compare(page: Page, bytes: string, size: Size): Promise<void> {
  // In odd pieces, as a wire cuts them: through characters and through escape sequences.
  await page.evaluate(async (text) => {
    for (let at = 0; at < text.length; at += 777) await window.stage.write(text.slice(at, at + 777));
  }, bytes);
  const shown = await page.evaluate(() => window.stage.view.snapshot(100_000_000));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown).toBe(await reference(bytes, size));
}

const has = (program: string): boolean => {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
};

const programs: Record<string, Act> = {
  vim: {
    command: 'vim -u NONE -N --cmd "syntax on" text.txt',
    steps: [
      { when: /line 5/, keys: ':set number hlsearch\r' },
      { when: /\b9 /, keys: '/sample\r' },
      { when: /sample/, keys: ':vsplit\r' },
      { when: /text\.txt.*text\.txt/s, keys: ':echo "the " . toupper("end")\r' },
    ],
    until: /the END/,
  },
  less: {
    command: 'less text.txt',
    steps: [
      { when: /text\.txt/, keys: '/line 50\r' },
      { when: /line 50/, keys: 'G' },
    ],
    until: /\(END\)/,
  },
  top: { command: 'top -d 1', steps: [], until: /top - .*top - /s },
  htop: { command: 'htop', steps: [], until: /F10/ },
  tmux: {
    command: `tmux -f /dev/null -L qd-capture-${process.pid} new-session "tmux split-window -h; tput bold; echo 'LE''FT'; cat"`,
    steps: [],
    until: /LEFT/,
    after: `tmux -L qd-capture-${process.pid} kill-server`,
  },
};

for (const [program, act] of Object.entries(programs)) {
  test(`${program} looks as it does to a terminal without a screen`, async ({ page }) => {
    test.skip(!has(program), `${program} is not on this machine.`);
    await openStage(page);
    const size = await stageSize(page);
    await compare(page, await capture(act, size), size);
  });
}

test('a table of 200 columns, CJK, emoji, combining marks and right-to-left text keep their cells', async ({
  page,
}) => {
  await page.setViewportSize({ width: 2000, height: 900 });
  await openStage(page);
  await page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('body > div');
    if (host) host.style.width = '1900px';
    window.stage.view.fit();
  });
  const size = await stageSize(page);
  expect(size.cols).toBeGreaterThanOrEqual(200);
  const row = (n: number) => Array.from({ length: 20 }, (_, at) => `${n}·${at}`.padEnd(9)).join('│');
  const table = Array.from({ length: 40 }, (_, n) => `\x1b[${31 + (n % 6)}m${row(n)}\x1b[0m`).join('\r\n');
  const text = `${table}\r\n${sample.replaceAll('\n', '\r\n')}`;
  await compare(page, Buffer.from(text).toString('latin1'), size);
});

test('a new size leaves text as a terminal without a screen has it at that size', async ({ page }) => {
  await openStage(page);
  const size = await stageSize(page);
  const bytes = Buffer.from(sample.replaceAll('\n', '\r\n')).toString('latin1');
  await compare(page, bytes, size);
  const { terminal: reflowed, serialize } = await headless(bytes, size);
  for (const width of [420, 760, 900]) {
    await page.evaluate((px) => {
      const host = document.querySelector<HTMLElement>('body > div');
      if (host) host.style.width = `${px}px`;
      window.stage.view.fit();
    }, width);
    const { cols, rows } = await stageSize(page);
    reflowed.resize(cols, rows);
  }
  expect(await page.evaluate(() => window.stage.view.snapshot(100_000_000))).toBe(serialize.serialize());
});
