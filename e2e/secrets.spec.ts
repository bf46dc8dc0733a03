import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { choosePlace } from './support/choose-place';
import { preferKey } from './support/prefer-key';
import { run, showNodes, startSession } from './support/shells';
import { signIn } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld, type TestWorld } from './support/world';

const issued = z.object({ kind: z.string(), value: z.string().min(8) });
type Issued = z.infer<typeof issued>;

/** What never leaves the server. A session's own stream token is not among them: the browser opens the channel with it. */
const secretKinds = ['secret-access-key', 'session-token', 'id-token', 'refresh-token', 'client-secret'];
/** An access key's id is no secret by itself, yet nothing of the browser's business. */
const withheldKinds = [...secretKinds, 'access-key-id', 'access-token'];

function issuedIn(file: string): Issued[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => issued.parse(JSON.parse(line)));
}

/** A secret as it may stand in a text: raw, URL-encoded, and in base64 at each of the three alignments. */
function spellings(value: string): string[] {
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${' '.repeat(shift)}${value}`).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [value, encodeURIComponent(value), ...aligned].filter((text) => text.length >= 8);
}

/** How a secret might slip out. */
const plantings = (value: string): string[] => [
  `{"token":"${value}"}`,
  `?token=${encodeURIComponent(value)}&x=1`,
  ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${value}`).toString('base64')),
];

/** Which of the secrets stand in the text, by kind. */
function found(text: string, secrets: readonly Issued[]): string[] {
  return secrets.flatMap(({ kind, value }) =>
    spellings(value).some((each) => text.includes(each)) ? [kind] : [],
  );
}

/** Everything this page sends, receives and keeps. Bodies are read as they come. */
function eavesdrop(page: Page): { heard: () => Promise<string> } {
  const parts: (string | Promise<string>)[] = [];
  const headers = (all: Promise<Record<string, string>>) =>
    all.then((each) => JSON.stringify(each)).catch(() => '');
  page.on('request', (request) =>
    parts.push(request.url(), request.postData() ?? '', headers(request.allHeaders())),
  );
  page.on('response', (response) => {
    parts.push(headers(response.allHeaders()));
    // Built before any secret was issued, and megabytes.
    if (new URL(response.url()).pathname.startsWith('/_next/static/')) return;
    const body = response.body().then((bytes) => bytes.toString('latin1'));
    parts.push(body.catch(() => ''));
  });
  page.on('websocket', (socket) => {
    const add = ({ payload }: { payload: string | Buffer }) => parts.push(payload.toString('latin1'));
    socket.on('framesent', add);
    socket.on('framereceived', add);
  });
  page.on('console', (message) => parts.push(message.text()));
  return { heard: async () => (await Promise.all(parts)).join('\n') };
}

const storageOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, document.cookie]);
  });

/** The main path, so that every kind of secret is issued and used. */
async function walk(page: Page, world: TestWorld): Promise<void> {
  await signIn(page, world, 'ada');
  await choosePlace(page, 'ada', '111122223333|eu-west-1');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await run(page, 'web-3', 'env; echo done');
  await page.getByRole('link', { name: 'Compliance' }).click();
  await expect(page.getByRole('heading', { name: 'Patch compliance' })).toBeVisible();
  await page.getByRole('link', { name: 'Parameters' }).click();
  await expect(page.getByRole('button', { name: /^Reveal/ }).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Hide/ }).first()).toBeVisible();
}

test('no secret reaches the browser or a log, and a planted one would be found', async ({ browser }) => {
  const folderFile = join(process.cwd(), '.build', `issued-${process.pid}.jsonl`);
  const world = await startWorld({
    emulatorEnv: { EMULATOR_ISSUED_FILE: folderFile },
    consoleEnv: { LOG_LEVEL: 'trace' },
  });
  try {
    const context = await browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    const ear = eavesdrop(page);
    await preferKey(world, [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }]);
    await walk(page, world);
    const kept = await storageOf(page);
    const cookies = JSON.stringify(await context.cookies(world.url));
    const secrets = issuedIn(folderFile).filter(({ kind }) => withheldKinds.includes(kind));
    for (const kind of secretKinds) expect(secrets.map((secret) => secret.kind)).toContain(kind);

    const heard = [await ear.heard(), kept, cookies].join('\n');
    expect(found(heard, secrets)).toEqual([]);
    const logged = issuedIn(folderFile).filter(({ kind }) => kind !== 'access-key-id');
    expect(found(world.consoleLogs(), logged)).toEqual([]);
    // The session's data key is the page's business, and of no storage and no cookie.
    const dataKeys = logged.filter(({ kind }) => kind === 'data-key');
    expect(dataKeys).toHaveLength(1);
    expect(found([kept, cookies].join('\n'), dataKeys)).toEqual([]);

    // One planted in all that was heard, and each in each spelling by itself.
    const [first] = secrets;
    expect(found(`${heard}${first?.value}`, secrets)).toContain(first?.kind);
    for (const secret of secrets)
      for (const planted of plantings(secret.value)) expect(found(planted, [secret])).toEqual([secret.kind]);
    expect(heard.length).toBeGreaterThan(20_000);
  } finally {
    await world.stop();
  }
});
