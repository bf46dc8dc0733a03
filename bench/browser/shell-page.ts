import { chromium } from '@playwright/test';
import { pane, startSession, takeRole } from '../../e2e/support/shells';
import { signIn } from '../../e2e/support/sign-in';
import { startWorld, type TestWorld } from '../../e2e/support/world';
import { begun } from '../begun';
import { openGate } from './gate';
import { Hands } from './hands';
import { startPlainChromium } from './plain-chromium';
import { installTerminalProbe } from './terminal-probe';

/** Ten thousand nodes on a busy machine: a bound for what is broken, not a bar. */
const actionMsMax = 120_000;

export interface ShellPage {
  readonly world: TestWorld;
  /** On the console's page, the keyboard in a connected shell. */
  readonly hands: Hands;
  readonly debuggerUrl: string;
  /** Ends every connection to AWS, as a dead router does. */
  cut(): void;
}

/** A world, a shell on `node` in a real browser, and nobody but us attached to its page. */
export async function withShellPage<T>(node: string, use: (page: ShellPage) => Promise<T>): Promise<T> {
  const stops: (() => Promise<void> | void)[] = [];
  const ends = (stop: () => Promise<void> | void) => void stops.unshift(begun(stop));
  try {
    const gate = await openGate();
    ends(() => gate.stop());
    const origin = `127.0.0.1:${gate.port}`;
    const consoleEnv = { AWS_ENDPOINT_URL: `http://${origin}`, SESSION_STREAM_ORIGINS: `ws://${origin}` };
    const world = await startWorld({ consoleEnv });
    ends(() => world.stop());
    gate.leadTo(Number(new URL(world.emulator.url).port));
    const { debuggerUrl, stop } = await startPlainChromium(
      process.env.QUARTERDECK_CHROMIUM ?? chromium.executablePath(),
    );
    ends(stop);
    await openShell(debuggerUrl, world, node);
    const hands = await Hands.on(debuggerUrl, '/nodes');
    ends(() => hands.letGo());
    await hands.front();
    await hands.run(`document.querySelector('[aria-label="Terminal input"]').focus()`);
    return await use({ world, hands, debuggerUrl, cut: () => gate.slam() });
  } finally {
    for (const stop of stops) await stop();
  }
}

/** Playwright opens the shell and lets go of the browser. */
async function openShell(debuggerUrl: string, world: TestWorld, node: string): Promise<void> {
  const browser = await chromium.connectOverCDP(debuggerUrl);
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium has no context.');
  context.setDefaultTimeout(actionMsMax);
  const page = context.pages()[0] ?? (await context.newPage());
  await signIn(page, world, 'ada');
  await takeRole(page, 'ada');
  await page.addInitScript(installTerminalProbe);
  await page.goto(`${world.url}/nodes?filter=${encodeURIComponent(`is*name*${node}`)}`);
  await startSession(page, node);
  await pane(page, node).getByText('Connected').waitFor();
  await pane(page, node).getByRole('textbox', { name: 'Terminal input' }).focus();
  await browser.close();
}
