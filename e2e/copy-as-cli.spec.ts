import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cliMissing, inShell, rootKeys } from './support/aws-cli';
import { choosePlace } from './support/choose-place';
import { copiedCommand } from './support/copied';
import { pane, run, showNodes, startSession } from './support/shells';
import { expect, test } from './support/test';
import type { TestWorld } from './support/world';
import { BareClient } from './witness/bare-client';

test.skip(Boolean(cliMissing), cliMissing || '');

const place = '111122223333|eu-west-1';

test.beforeEach(async ({ page, signIn }) => {
  await signIn('ada');
  await choosePlace(page, 'ada', place);
});

const json = async (world: TestWorld, command: string): Promise<unknown> => {
  const { code, stdout, stderr } = await inShell(world, command, rootKeys(world));
  expect({ code, stderr, command }).toEqual({ code: 0, stderr: '', command });
  return JSON.parse(stdout || '{}');
};

const counter = async (heading: Promise<string>): Promise<number> =>
  Number(/\((?:\d+\/)?([\d,]+)\)/.exec(await heading)?.[1]?.replaceAll(',', ''));

test('the nodes command lists the nodes that the page lists', async ({ page, world }) => {
  await page.goto('/nodes');
  await expect(page.getByRole('row', { name: /web-3/ })).toBeVisible();
  const answer = await json(world, await copiedCommand(page));
  const { InstanceProperties } = z.object({ InstanceProperties: z.array(z.unknown()) }).parse(answer);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText(`(${InstanceProperties.length})`);
  expect(await counter(heading.innerText())).toBe(InstanceProperties.length);
});

test('the patch commands tell the states and patches that the pages show', async ({ page, world }) => {
  await page.goto('/patching');
  const tile = page.getByRole('group', { name: 'Summary' }).getByRole('button', { name: /Not reported/ });
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  await expect(page.getByText(/Counted .* so far/)).toBeHidden();
  const states = z
    .object({ InstancePatchStates: z.array(z.object({ InstanceId: z.string() })) })
    .parse(await json(world, await copiedCommand(page)));
  await page
    .getByRole('group', { name: 'Summary' })
    .getByRole('button', { name: /^\d+\s*Compliant/ })
    .click();
  const notReported = Number.parseInt(await tile.innerText(), 10);
  await page.goto('/nodes');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText(/\(\d+\)/);
  expect(states.InstancePatchStates.length + notReported).toBe(await counter(heading.innerText()));
});

test('a parameter is created, read, changed and deleted by the copied commands as by the buttons', async ({
  page,
  world,
}) => {
  await page.goto('/parameters/create');
  await page.getByLabel('Name').fill('/prod/cli/url');
  await page.getByRole('textbox', { name: 'Value' }).fill("https://example.com/?q='a b'");
  await json(world, await copiedCommand(page));
  await page.goto('/parameters/edit?account=111122223333&region=eu-west-1&name=%2Fprod%2Fcli%2Furl');
  await expect(page.getByText("https://example.com/?q='a b'").first()).toBeVisible();
  const read = z
    .object({ Parameter: z.object({ Value: z.string(), Version: z.number() }) })
    .parse(await json(world, await copiedCommand(page)));
  expect(read.Parameter).toMatchObject({ Value: "https://example.com/?q='a b'", Version: 1 });
  await page.getByRole('button', { name: 'Delete', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: /Delete/ });
  await json(world, await copiedCommand(page, dialog));
  const gone = await inShell(world, 'aws ssm get-parameter --name /prod/cli/url', rootKeys(world));
  expect(gone.stderr).toContain('ParameterNotFound');
});

test('a secret is asked for by the copied command and stored as the button stores it', async ({
  page,
  world,
}) => {
  await page.goto('/parameters/create');
  await page.getByLabel('Name').fill('/prod/cli/secret');
  await page.getByLabel('SecureString').check();
  await page.getByRole('textbox', { name: 'Value' }).fill('not-this-one');
  const command = await copiedCommand(page);
  expect(command).not.toContain('not-this-one');
  const { code, stderr } = await inShell(world, command, rootKeys(world), 'typed at the prompt\n');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const stored = await json(world, 'aws ssm get-parameter --name /prod/cli/secret --with-decryption');
  expect(stored).toMatchObject({ Parameter: { Type: 'SecureString', Value: 'typed at the prompt' } });
});

/** Stands where AWS's plugin is started by the CLI, and keeps what it was started with. */
function recordingPlugin(folder: string): string {
  const file = join(folder, 'session-manager-plugin');
  const kept = join(folder, 'plugin-argument');
  const script = `#!/bin/sh\n[ "$1" = --version ] && { echo 1.2.707.0; exit 0; }\nprintf '%s' "$1" > '${kept}.name'\neval "printf '%s' \\"\\$$1\\"" > '${kept}' 2>/dev/null || printf '%s' "$1" > '${kept}'\n`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return kept;
}

const ticket = z.object({ SessionId: z.string(), TokenValue: z.string(), StreamUrl: z.string() });

test('the session command opens a session of the same kind: its token and URL give a prompt', async ({
  page,
  world,
}) => {
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await run(page, 'web-3', 'true');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await pane(page, 'web-3').getByRole('button', { name: 'Copy as CLI' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const kept = recordingPlugin(world.folder);
  const { code, stderr } = await inShell(world, `PATH="${world.folder}:$PATH"; ${command}`, rootKeys(world));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const argument = readFileSync(kept, 'utf8') || readFileSync(`${kept}.name`, 'utf8');
  const client = await BareClient.open(ticket.parse(JSON.parse(argument)));
  await client.ready();
  client.type('echo $((6*7))\r');
  await client.waitForOutput(/[\r\n]42\r/);
  client.end();
  expect(client.faults).toEqual([]);
});

test('the terminate command ends the session that the button would', async ({ page, world }) => {
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await run(page, 'web-3', 'true');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page
    .getByRole('row', { name: /\(you\)/ })
    .getByRole('checkbox')
    .click();
  await page.getByRole('button', { name: 'Terminate', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Terminate 1 session?' });
  await json(world, await copiedCommand(page, question));
  await expect(pane(page, 'web-3').getByText('Ended:')).toBeVisible();
});
