import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { parentVariable } from './parent-variable.mjs';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

/** Lines kept of a child's output, to show when it fails. */
const linesKeptMax = 400;
const pollMs = 50;
/** A child that does not end on SIGTERM within this is killed. */
const graceMs = 8_000;
/** By the checkout's folder: the bench is bundled, and is then somewhere else. */
const endWithParent = pathToFileURL(`${root}scripts/run/end-with-parent.mjs`).href;

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {Promise<number>} ended exit code, or 128 where a signal ended it
 * @property {() => string} output what it printed, newest lines last
 * @property {() => Promise<void>} stop ends it and waits
 * @property {(signal: NodeJS.Signals) => void} signal
 * @property {number | undefined} pid
 */

/**
 * Starts a process whose output is kept, and passed to `onLine` where given.
 * @param {string} name @param {string} command @param {readonly string[]} args
 * @param {{ env: NodeJS.Dict<string>, cwd?: string, onLine?: (line: string) => void, stdin?: 'ignore' | 'pipe' }} options
 * @returns {Child}
 */
export function startChild(name, command, args, { env, cwd, onLine, stdin = 'ignore' }) {
  // A process group of its own: Ctrl-C reaches this script alone, which then ends the children in order.
  // Next's types demand NODE_ENV of every environment; a child process does not.
  const child = spawn(command, args, {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    cwd,
    stdio: [stdin, 'pipe', 'pipe'],
    detached: true,
  });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (/** @type {string} */ text) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        if (lines.length > linesKeptMax) lines.shift();
        onLine?.(line);
      }
    });
  }
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      lines.push(String(error));
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 128));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    killGroup(child.pid, 'SIGTERM');
    const killer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(killer);
  };
  return {
    name,
    ended,
    output: () => lines.join('\n'),
    stop,
    signal: (signal) => killGroup(child.pid, signal),
    pid: child.pid,
  };
}

/** @param {number | undefined} pid @param {NodeJS.Signals} signal */
function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone: what was wanted.
  }
}

/**
 * Waits until `url` answers 200. @param {Child} child whose death ends the waiting
 * @param {string} url @param {number} waitMsMax
 * @throws {Refusal} with the child's last words
 */
export async function waitUntilHealthy(child, url, waitMsMax) {
  const deadline = Date.now() + waitMsMax;
  let dead = false;
  void child.ended.then(() => {
    dead = true;
  });
  while (Date.now() < deadline) {
    if (dead) throw new Refusal(`The ${child.name} ended while starting:\n${child.output()}`);
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Refusal(
    `The ${child.name} was not healthy after ${waitMsMax / 1000} s (${url}):\n${child.output()}`,
  );
}

/**
 * Starts a Node program that does not outlive this process, even when this one is killed: a killed test run leaves
 * neither servers nor ports behind. @param {string} name @param {readonly string[]} args
 * @param {Parameters<typeof startChild>[3]} options
 */
export function startServer(name, args, options) {
  const env = { ...options.env, [parentVariable]: String(process.pid) };
  // Nothing is ever written to the pipe: that it closes is what it says.
  return startChild(name, process.execPath, ['--import', endWithParent, ...args], {
    ...options,
    env,
    stdin: 'pipe',
  });
}

/**
 * Runs a command to its end with its output shown. @param {string} command @param {readonly string[]} args
 * @param {{ env?: NodeJS.Dict<string>, quiet?: boolean, what: string }} options
 * @throws {Refusal} when it fails, with its output if it was quiet
 */
export async function run(command, args, { env = process.env, quiet = false, what }) {
  const child = startChild(what, command, args, {
    env,
    onLine: quiet ? undefined : (line) => process.stdout.write(`${line}\n`),
  });
  const code = await child.ended;
  if (code !== 0)
    throw new Refusal(`${what} failed (exit code ${code}).${quiet ? `\n${child.output()}` : ''}`);
}
