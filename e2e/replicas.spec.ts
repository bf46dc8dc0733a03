import { choosePlace } from './support/choose-place';
import { postgresPrograms, startPostgres } from './support/postgres';
import { lastNumber, readable, run, type showNodes, startSession } from './support/shells';
import { signIn } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld } from './support/world';

const missing = !postgresPrograms() && !process.env.CI;
test.skip(missing, 'there is no PostgreSQL server on this machine');
test.setTimeout(240_000);

test('two consoles on one PostgreSQL behind a round-robin balancer are one console', async ({ browser }) => {
  const postgres = await startPostgres();
  const world = await startWorld({
    replicas: 2,
    consoleEnv: { DATABASE_URL: postgres.url },
    // Tokens that end within the test, so that a refresh happens between requests to both.
    emulatorEnv: { EMULATOR_ID_TOKEN_SECONDS: '60', EMULATOR_STS_SECONDS: '60' },
  });
  try {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, world, 'ada');
    await choosePlace(page, 'ada', '111122223333|eu-west-1');
    await showNodesAt(page, world.url, 'web-3');
    await startSession(page, 'web-3');
    await readable(page);
    await run(page, 'web-3', 'echo $((6*7))');
    await expect.poll(() => lastNumber(page, 'web-3')).toBe(42);

    await page.getByRole('link', { name: 'Parameters' }).click();
    await expect(page.getByRole('row', { name: /\/prod\// }).first()).toBeVisible();
    await page.goto(`${world.url}/parameters/create`);
    await page.getByLabel('Name').fill('/prod/replicas/flag');
    await page.getByRole('textbox', { name: 'Value' }).fill('on');
    await page.getByRole('button', { name: 'Create parameter' }).click();
    await expect(page.getByText('/prod/replicas/flag').first()).toBeVisible();

    const [first = 0, second = 0] = world.spread();
    expect(Math.min(first, second)).toBeGreaterThan(5);
    expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
  } finally {
    await world.stop();
    await postgres.stop();
  }
});

const showNodesAt = async (
  page: Parameters<typeof showNodes>[0],
  url: string,
  name: string,
): Promise<void> => {
  await page.goto(`${url}/nodes?filter=${encodeURIComponent(`is*name*${name}`)}`);
};
