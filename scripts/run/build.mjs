import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { run } from './child.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

const consoleSources = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.js',
  'package-lock.json',
  'tsconfig.json',
];
const consoleFiles = ['proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts'];

/** @param {string} path @returns {string[]} files below it, sorted */
function filesBelow(path) {
  const full = `${root}${path}`;
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

/** @param {readonly string[]} paths one hash over names and contents; tests do not count */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesBelow).filter((name) => !/\.test\.tsx?$/.test(name)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(`${root}${file}`));
  return hash.digest('hex');
}

const readStamp = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Builds the console for production (Next's standalone output) unless the last build was of these very sources. */
export async function buildConsoleWhenStale({ always = false } = {}) {
  const stamp = `${root}.next/quarterdeck-build`;
  const wanted = hashOf([...consoleSources, ...consoleFiles]);
  if (!always && readStamp(stamp) === wanted) return;
  say('Building the console (next build)…');
  rmSync(stamp, { force: true });
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    QUARTERDECK_BUILD_ID: wanted.slice(0, 12),
    NEXT_DIST_DIR: '.next',
  };
  await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...env, NODE_ENV: 'production' },
    quiet: true,
    what: 'next build',
  });
  // Standalone output leaves these two for the one who deploys it to copy (Next's documentation of `output`).
  cpSync(`${root}.next/static`, `${root}.next/standalone/.next/static`, { recursive: true });
  if (existsSync(`${root}public`))
    cpSync(`${root}public`, `${root}.next/standalone/public`, { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * Bundles the emulator and its agent with all they import: reading a thousand small files is what makes a start slow.
 * What is imported late (the OpenID provider, the seeds) stays in files of its own. Terminals need their native part as it is installed.
 */
export async function buildEmulatorWhenStale() {
  const stamp = `${root}.build/emulator/stamp`;
  const wanted = hashOf(['emulator', 'lib/data-channel', 'package-lock.json']);
  if (readStamp(stamp) === wanted) return;
  const { build } = await import('esbuild');
  await build({
    entryPoints: { main: `${root}emulator/main.ts`, agent: `${root}emulator/agent/main.ts` },
    outdir: `${root}.build/emulator`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@lydell/node-pty'],
    splitting: true,
    chunkNames: 'chunk-[hash]',
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    // Packages in the older module form call require for what is part of Node.
    banner: {
      js: "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);",
    },
    absWorkingDir: root,
    logLevel: 'error',
  });
  mkdirSync(`${root}.build/emulator`, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The commit this checkout stands on, where git can say. */
export function commitId() {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
