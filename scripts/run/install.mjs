import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { run } from './child.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

const stamp = `${root}node_modules/.quarterdeck-lock`;
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');

/** Installs exactly what package-lock.json says, unless that is what is there already. */
export async function installWhenStale() {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing dependencies (npm ci)…');
  // Scripts of packages are not run: nothing here needs one, and an install script is a way in.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
    what: 'npm ci',
  });
  writeFileSync(stamp, wanted);
}
