import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';

const address = 'https://stage.test/';
const folder = fileURLToPath(new URL('.', import.meta.url));

/** Script and style of the stage, bundled once a process. */
let bundled: Promise<{ script: string; style: string }> | undefined;

async function bundle(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}stage-page.tsx`],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff': 'empty', '.woff2': 'empty', '.svg': 'empty', '.png': 'empty' },
    logLevel: 'error',
  });
  const of = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: of('.js'), style: of('.css') };
}

/** Opens a terminal alone in the page: a secure page, which the clipboard asks for, that no network serves. */
export async function openStage(page: Page): Promise<void> {
  bundled ??= bundle();
  const { script, style } = await bundled;
  const theme = await readTheme();
  await page.route(`${address}**`, (route) =>
    route.request().url() === address
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: '<!doctype html><html lang="en" data-theme="dark"><head><title>Stage</title></head><body class="awsui-dark-mode awsui-compact-mode"></body></html>',
        })
      : route.abort(),
  );
  await page.goto(address);
  await page.addStyleTag({ content: `${theme}\n${style}` });
  await page.addScriptTag({ content: script });
  await page.waitForFunction(() => window.stage.sizes.length > 0);
}

const readTheme = (): Promise<string> =>
  readFile(fileURLToPath(new URL('../../../app/theme.css', import.meta.url)), 'utf8');
