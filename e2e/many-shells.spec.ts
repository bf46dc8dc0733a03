import type { Page } from '@playwright/test';
import { dock, pane, readable, showNodes, startSession, takeRole } from './support/shells';
import { amount, heapMegabytes, soaking, soakTimeoutMs, tell } from './support/soak';
import { expect, test } from './support/test';

test.setTimeout(soakTimeoutMs);

const node = 'web-3';
/** More than a browser has WebGL contexts for: Chromium takes the oldest of 16 away when a 17th is made. */
const shellsOpen = amount(18, 50);
const contextsMax = 12;

interface Contexts {
  open: number;
  most: number;
  /** Taken away by the browser, not given back by the page. */
  taken: number;
}

declare global {
  interface Window {
    contexts: Contexts;
  }
}

/** Has terminals drawn with WebGL, which without a graphics processor they are only by choice, and counts. */
async function drawWithWebgl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('qd-terminal', JSON.stringify({ drawing: 'webgl' }));
    const contexts: Contexts = { open: 0, most: 0, taken: 0 };
    window.contexts = contexts;
    const known = new WeakSet<object>();
    const make = HTMLCanvasElement.prototype.getContext;
    const getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
      const made: unknown = Reflect.apply(make, this, given);
      if (!(made instanceof WebGL2RenderingContext) || known.has(made)) return made;
      known.add(made);
      contexts.open += 1;
      contexts.most = Math.max(contexts.most, contexts.open);
      let givenBack = false;
      const losing = made.getExtension('WEBGL_lose_context');
      const lose = losing?.loseContext.bind(losing);
      if (losing && lose)
        losing.loseContext = () => {
          if (!givenBack) contexts.open -= 1;
          givenBack = true;
          lose();
        };
      this.addEventListener('webglcontextlost', () => {
        if (!givenBack) contexts.taken += 1;
      });
      return made;
    };
    Object.assign(HTMLCanvasElement.prototype, { getContext });
  });
}

test('many shells in one page: each is shown once, in tabs and side by side, and 12 at most hold a WebGL context', async ({
  page,
  signIn,
}) => {
  await drawWithWebgl(page);
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: node });
  await startSession(page, node);
  await readable(page);
  tell(`one shell: heap ${await heapMegabytes(page)} MB`);
  const more = page.getByRole('button', { name: `Another session on ${node}` });
  for (let opened = 1; opened < shellsOpen; opened += 1) await more.click();
  const tabs = page.getByRole('tab');
  await expect(page.getByRole('tab', { name: /^Connected/ })).toHaveCount(shellsOpen);
  for (let at = 0; at < shellsOpen; at += 1) {
    await tabs.nth(at).click();
    await expect(pane(page, node)).toHaveCount(1);
    await expect(pane(page, node).getByRole('listitem').filter({ hasText: node }).first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'Full page' }).click();
  if (soaking) await page.screenshot({ path: test.info().outputPath('one-of-many.png') });

  await pane(page, node)
    .getByRole('button', { name: `More for ${node}` })
    .click();
  await page.getByRole('menuitem', { name: 'Bring all tabs into this one' }).click();
  const panes = pane(page, node).getByRole('region');
  await expect(panes).toHaveCount(shellsOpen);
  await panes
    .first()
    .getByRole('button', { name: `More for ${node}` })
    .click();
  await page.getByRole('menuitem', { name: 'Type to all panes' }).click();
  await expect(dock(page)).toContainText(`Typing goes to ${shellsOpen} of ${shellsOpen} panes`);
  await panes.first().getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type('clear; echo $$\n');
  // Each pane shows the number of a process of its own: none is blank, none is shown twice.
  const processes = async () => {
    const screens = await panes.evaluateAll((each) =>
      each.map((one) =>
        [...one.querySelectorAll('[role="listitem"]')].map((line) => line.textContent?.trim() ?? ''),
      ),
    );
    return new Set(screens.flatMap((lines) => lines.find((line) => /^\d+$/.test(line)) ?? [])).size;
  };
  await expect.poll(processes).toBe(shellsOpen);
  tell(`${shellsOpen} shells: heap ${await heapMegabytes(page)} MB`);
  const { open, most, taken } = await page.evaluate(() => window.contexts);
  expect({ open, most, taken }).toEqual({ open: contextsMax, most: contextsMax, taken: 0 });
  if (soaking) await page.screenshot({ path: test.info().outputPath('side-by-side.png') });
});
