import { expect, type Page, test } from '@playwright/test';
import { readCast } from '@/components/terminal/player/cast-file';
import { openStage } from '@/components/terminal/testing/stage';

// A page without a console: nothing to see in a trace.
test.use({ trace: 'off' });

const write = (page: Page, bytes: string) => page.evaluate((text) => window.stage.write(text), bytes);
/** A line without an end, made in the page: the way there is not what is looked at. */
const flood = (page: Page, start: string, bytes: number) =>
  page.evaluate(
    async ([begin, length]) => {
      await window.stage.write(begin);
      const line = new Uint8Array(length).fill(120);
      await new Promise<void>((drawn) => window.stage.view.write(line, drawn));
    },
    [start, bytes] as const,
  );
/** All bytes that the node would have been sent, as latin-1. */
const typed = (page: Page) => page.evaluate(() => window.stage.typed.map(({ text }) => text).join(''));
const text = (page: Page) => page.evaluate(() => window.stage.view.text());
const field = (page: Page) => page.getByRole('textbox', { name: 'Terminal input' });

async function paste(page: Page, what: string): Promise<void> {
  await field(page).evaluate((element, value) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, what);
}

test.beforeEach(async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openStage(page);
});

test('hostile output changes no clipboard, title, address or window, and is not echoed back as input', async ({
  page,
  context,
}) => {
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  const opened: unknown[] = [];
  context.on('page', (other) => opened.push(other));
  const before = { title: await page.title(), url: page.url() };
  const hostile = [
    '\x1b]52;c;ZXZpbA==\x07',
    '\x1b]52;c;?\x07',
    '\x1b]0;evil\x07\x1b]2;evil\x1b\\\x1b]1;evil\x07',
    '\x1b[21t\x1b[20t\x1b[18t\x1b[14t\x1b[8;5;5t\x1b[3;0;0t\x1b[2t\x1b[22;0t\x1b[23;0t',
    '\x1b]10;?\x07\x1b]11;?\x07\x1b]12;?\x07\x1b]4;1;?\x07\x1b]4;1;#ffffff;2;?\x07',
    '\x1bP$qm\x1b\\\x1bP$qr\x1b\\\x1bP$q"p\x1b\\\x1bP$qevil\x1b\\\x1bP+q544e\x1b\\',
    '\x1b[>q\x1b[=c\x05',
    '\x1b]8;;javascript:alert(1)\x07press me\x1b]8;;\x07\x1b]8;;file:///etc/passwd\x07or me\x1b]8;;\x07',
    '\x1b]1337;File=inline=1:AAAA\x07\x1b]7;file://evil/\x07\x1b]9;evil\x07\x1b]777;notify;evil;evil\x07',
    '\xff\xfe\xc3\x28\xe2\x82\xf0\x9f\x80\x80\xed\xa0\x80\x80\x80',
    '\x1b]8;;https://evil.test/\x07',
  ];
  for (const bytes of hostile) await write(page, bytes);
  expect(await typed(page)).toBe('');
  await flood(page, '', 10_000_000);
  await flood(page, '\x1b]2;', 5_000_000);
  await write(page, '\x18\x1bc\r\nafter all that\r\n');
  expect(await text(page)).toContain('after all that');
  expect(await typed(page)).toBe('');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  expect({ title: await page.title(), url: page.url() }).toEqual(before);
  expect(opened).toEqual([]);
});

test('a full-screen program is told what it stops without, and no answer holds what the node chose', async ({
  page,
}) => {
  await write(page, '\x1b[2J\x1b[3;5H');
  for (const asked of ['\x1b[c', '\x1b[>c', '\x1b[5n', '\x1b[6n', '\x1b[?2004$p', '\x1b[?1004h'])
    await write(page, asked);
  const answers = await page.evaluate(() => window.stage.typed);
  expect(answers.map(({ text: answer }) => answer)).toEqual([
    '\x1b[?1;2c',
    '\x1b[>0;276;0c',
    '\x1b[0n',
    '\x1b[3;5R',
    '\x1b[?2004;2$y',
    '\x1b[O',
  ]);
  // Typing to several panes must not copy these.
  expect(new Set(answers.map(({ by }) => by))).toEqual(new Set(['terminal']));
});

test('a link opens only when it was asked for and its address was read', async ({ page, context }) => {
  await context.route('https://docs.example/**', (route) => route.fulfill({ body: 'docs' }));
  await write(page, '\x1b[H\x1b]8;;https://docs.example/real\x07https://bank.example/\x1b]8;;\x07');
  const screen = page.locator('.xterm-screen');
  await screen.click({ position: { x: 40, y: 10 } });
  await expect(page.getByRole('dialog')).toBeHidden();
  await screen.hover({ position: { x: 44, y: 10 } });
  await screen.click({ position: { x: 44, y: 10 }, modifiers: ['Control'] });
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('https://docs.example/real');
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    asked.getByRole('button', { name: 'Open in a new tab' }).click(),
  ]);
  await opened.waitForURL('https://docs.example/real');
  expect(await opened.evaluate(() => window.opener)).toBeNull();
});

test('many lines are shown and can be changed before they are sent', async ({ page }) => {
  await paste(page, 'one line');
  expect(await typed(page)).toBe('one line');
  await paste(page, 'echo first\nrm -rf /\n');
  const asked = page.getByRole('dialog', { name: 'Paste 2 lines' });
  await asked.getByLabel('Text to send').fill('echo first\necho second\n');
  expect(await typed(page)).toBe('one line');
  await asked.getByRole('button', { name: 'Paste', exact: true }).click();
  await expect(asked).toBeHidden();
  expect(await typed(page)).toBe('one lineecho first\recho second\r');
});

test('a program that asked for brackets gets them, and what is pasted cannot end them', async ({ page }) => {
  await write(page, '\x1b[?2004h');
  await paste(page, 'safe\x1b[201~\nreboot\n');
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('1 control character');
  await expect(asked.getByLabel('Text to send')).toHaveValue(/safe‹ESC›\[201~/);
  await asked.getByRole('checkbox', { name: 'Send the control characters too' }).check();
  await asked.getByRole('button', { name: 'Paste', exact: true }).click();
  expect(await typed(page)).toBe('\x1b[200~safe\rreboot\r\x1b[201~');
});

test('pasted control characters are shown and left out unless a person says otherwise', async ({ page }) => {
  await paste(page, 'ls\x03\x1b[A\x15');
  const asked = page.getByRole('dialog');
  await expect(asked.getByLabel('Text to send')).toHaveValue('ls‹ETX›‹ESC›[A‹NAK›');
  expect(await typed(page)).toBe('');
  await asked.getByRole('button', { name: 'Paste', exact: true }).click();
  expect(await typed(page)).toBe('ls[A');
});

test('the platform’s keys copy, and Ctrl+C stays the shell’s', async ({ page }) => {
  await write(page, '\x1b[Hto be copied');
  await field(page).focus();
  await page.evaluate(() => window.stage.view.selectAll());
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('to be copied');
  expect(await typed(page)).toBe('');
  await page.keyboard.press('Control+C');
  expect(await typed(page)).toBe('\x03');
  await page.keyboard.press('Control+V');
  expect(await typed(page)).toBe('\x03\x16');
  await page.evaluate(() => navigator.clipboard.writeText('from elsewhere'));
  await page.keyboard.press('Control+Shift+V');
  await expect.poll(() => typed(page)).toBe('\x03\x16from elsewhere');
});

test('composed text and dead keys reach the shell once and whole', async ({ page, context }) => {
  await field(page).focus();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
  await cdp.send('Input.imeSetComposition', { text: '漢字', selectionStart: 2, selectionEnd: 2 });
  await cdp.send('Input.insertText', { text: '漢字' });
  const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString();
  await expect.poll(async () => utf8(await typed(page))).toBe('漢字');
  await page.keyboard.insertText('é');
  await page.keyboard.press('@');
  await expect.poll(async () => utf8(await typed(page))).toBe('漢字é@');
  expect((await page.evaluate(() => window.stage.typed)).every(({ by }) => by === 'person')).toBe(true);
});

test('search finds through the scrollback, counts, and says what it does not find', async ({ page }) => {
  for (let line = 0; line < 300; line += 1)
    await write(page, `line ${line} ${line % 100 === 7 ? 'needle' : ''}\r\n`);
  await field(page).focus();
  await page.keyboard.press('Control+Shift+F');
  const search = page.getByRole('search', { name: 'Search in this terminal' });
  await search.getByRole('textbox', { name: 'Search for' }).fill('needle');
  await expect(search.getByRole('status')).toHaveText('3 of 3');
  await page.keyboard.press('Enter');
  await expect(search.getByRole('status')).toHaveText('2 of 3');
  await search.getByRole('textbox', { name: 'Search for' }).fill('Needle');
  await search.getByRole('button', { name: 'Match case' }).click();
  await expect(search.getByRole('status')).toHaveText('Not found');
  await search.getByRole('button', { name: 'Regular expression' }).click();
  await search.getByRole('textbox', { name: 'Search for' }).fill('(');
  await expect(search.getByRole('status')).toHaveText('Not an expression');
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
  await expect(field(page)).toBeFocused();
});

test('a recording holds the screen before it, output and sizes, and no typing unless asked for', async ({
  page,
}) => {
  await write(page, 'before\r\n');
  await page.evaluate(() => window.stage.view.startRecording('web-3', false));
  await write(page, Buffer.from('during 漢字\r\n').toString('latin1'));
  await field(page).focus();
  await page.keyboard.type('secret');
  await page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('body > div');
    if (host) host.style.width = '500px';
    window.stage.view.fit();
  });
  const file = await page.evaluate(() => window.stage.view.stopRecording());
  const cast = readCast(file ?? '');
  const output = cast.events.map((event) => (event.is === 'output' ? event.text : '')).join('');
  expect(output).toContain('before');
  expect(output).toContain('during 漢字');
  expect(cast.events.some((event) => event.is === 'size')).toBe(true);
  expect(file).not.toContain('secret');
});
