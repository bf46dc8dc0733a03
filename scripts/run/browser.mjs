import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { Refusal, say } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @param {string} file */
const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);

/**
 * A Chromium to test with: QUARTERDECK_CHROMIUM, else the system's, else one is installed: Debian's package as
 * root on Debian, Playwright's download elsewhere.
 * @returns {Promise<string | undefined>} its path; undefined lets Playwright use the one it downloaded
 */
export async function findOrInstallChromium() {
  const named = process.env.QUARTERDECK_CHROMIUM;
  if (named && !isExecutable(named)) throw new Refusal(`QUARTERDECK_CHROMIUM is not executable: ${named}`);
  const found = named ?? onPath();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) return installDebianPackage();
  say('Downloading Chromium (playwright install)…');
  await run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    quiet: true,
    what: 'playwright install chromium',
  });
  return undefined;
}

async function installDebianPackage() {
  say('Installing Chromium (apt-get install chromium)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true, what: 'apt-get update' });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    env,
    quiet: true,
    what: 'apt-get install chromium',
  });
  const installed = onPath();
  if (!installed) throw new Refusal('apt-get installed chromium, yet there is none on PATH.');
  return installed;
}

/** @param {string | undefined} file */
export const browserVersion = (file) =>
  file
    ? execFileSync(file, ['--version', '--no-sandbox'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    : "Playwright's";
