import { sessionScenes } from './session-scenes.mjs';

/** Scenes that the README shows, in light and dark. */
export const readmeScenes = ['nodes', 'shell', 'patching', 'parameters'];

const place = '111122223333|eu-west-1';
const at = 'account=111122223333&region=eu-west-1';

/** @param {import('@playwright/test').Page} page @param {string} password */
async function signIn(page, password) {
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: /^Nodes/ }).waitFor();
}

/** Nothing is being read any more, as far as the page says. @param {import('@playwright/test').Page} page */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
}

/**
 * Every page, then every state of the gallery. `ready` brings the page into the scene.
 * @param {import('@playwright/test').Page} page @param {{ url: string, password: string }} world
 * @returns {AsyncGenerator<{ name: string, ready: () => Promise<void> }>}
 */
export async function* scenes(page, world) {
  const go = (/** @type {string} */ path) => async () => {
    await page.goto(path);
    await settled(page);
  };
  yield { name: 'sign-in', ready: go('/') };
  await page.goto('/');
  await signIn(page, world.password);
  yield { name: 'nodes', ready: () => settled(page) };
  yield {
    name: 'palette',
    ready: async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('web');
    },
  };
  yield {
    name: 'scope',
    ready: async () => {
      await go('/nodes')();
      await page
        .getByRole('banner')
        .getByRole('button', { name: /eu-west-1/ })
        .click();
    },
  };
  yield { name: 'patching-fleet', ready: go('/patching') };
  const takePlace = async (/** @type {string} */ to) => {
    const choice = { places: [to], roles: { [to]: 'QuarterdeckAdministrator' }, recent: [] };
    await page.evaluate(
      (text) => localStorage.setItem('quarterdeck-scopes:ada', text),
      JSON.stringify(choice),
    );
  };
  await takePlace(place);
  yield { name: 'patching', ready: go('/patching') };
  yield { name: 'parameters', ready: go('/parameters?path=%2Fprod%2Fbilling') };
  yield { name: 'parameter', ready: go(`/parameters/edit?${at}&name=%2Fprod%2Fbilling%2Fdatabase%2Fhost`) };
  yield {
    name: 'parameter-edit',
    ready: async () => {
      await go(`/parameters/edit?${at}&name=%2Fprod%2Fbilling%2Fdatabase%2Fhost&mode=edit`)();
      await page
        .getByLabel('Value', { exact: true })
        .fill('billing-production.cluster-7d1.rds.example.internal');
    },
  };
  yield { name: 'parameter-create', ready: go('/parameters/create') };
  await page.goto('/nodes?filter=is*name*web-3');
  await page.getByRole('link', { name: 'web-3', exact: true }).click();
  yield { name: 'node', ready: () => settled(page) };
  const nodePage = page.url();
  for (const tab of ['patches', 'sessions'])
    yield { name: `node-${tab}`, ready: go(`${nodePage}&tab=${tab}`) };
  yield* sessionScenes(page, { go, settled: () => settled(page), takePlace });
  await takePlace(place);
  await page.goto('/states');
  const links = page.getByRole('main').getByRole('link');
  await links.first().waitFor();
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  for (const address of addresses) {
    const name = address.replace(/^\/states\??/, '').replaceAll(/[^a-z0-9]+/gi, '-');
    // Some of the states are "still reading": they never settle.
    yield {
      name: `state-${name}`,
      ready: async () => {
        await page.goto(address);
        await page.waitForLoadState('networkidle');
      },
    };
  }
}
