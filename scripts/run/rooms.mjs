import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startChild } from './child.mjs';
import { root } from './root.mjs';

/** What the console is made of: the emulator is another program, and AWS's capabilities share their nodes there. */
const product = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'next-env.d.ts',
  'package.json',
  'tsconfig.json',
];
/** Tests and what only tests use are no part of what is built. */
const ships = (/** @type {string} */ file) => !/\.test\.|\/testing\//.test(file);
/** The files that may name a room: its lines in them go with it. */
const registries = ['lib/registry.ts', 'lib/registry.server.ts'];

/** Names of the rooms there are. @returns {string[]} */
export const rooms = () => readdirSync(join(root, 'lib/capabilities')).sort();

/**
 * Makes a scratch copy of the console without one room: its folders and its registry lines, nothing else.
 * @param {string} room @returns {string} the copy's folder, to be removed by the caller
 */
export function copyWithout(room) {
  const copy = mkdtempSync(join(tmpdir(), `quarterdeck-without-${room}-`));
  const files = execFileSync('git', ['ls-files', '-z', '--', ...product], { cwd: root, encoding: 'utf8' });
  const gone = [`lib/capabilities/${room}/`, `app/(console)/${room}/`];
  for (const file of files.split('\0').filter((name) => name && ships(name))) {
    if (gone.some((folder) => file.startsWith(folder))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  for (const file of registries) {
    const text = readFileSync(join(copy, file), 'utf8');
    writeFileSync(join(copy, file), withoutRoom(text, room));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * Takes a room out of a registry file: its import, its entry, its place in a list.
 * @param {string} text @param {string} room @returns {string}
 */
export function withoutRoom(text, room) {
  const kept = text.split('\n').filter((line) => !line.includes(`capabilities/${room}/`));
  const entry = new RegExp(`^\\s*${room}: ${room}Router,$`);
  return kept
    .filter((line) => !entry.test(line))
    .join('\n')
    .replace(new RegExp(`(?<=[[ ])${room}(?:, |(?=\\]))`), '');
}

/**
 * Checks the types of the console without `room`: whatever still needs it is named.
 * @param {string} room @param {(line: string) => void} onLine @returns {Promise<number>} the compiler's exit code
 */
export async function compileWithout(room, onLine) {
  const copy = copyWithout(room);
  try {
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--incremental', 'false'];
    return await startChild(`console without ${room}`, process.execPath, tsc, {
      cwd: copy,
      env: process.env,
      onLine,
    }).ended;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
