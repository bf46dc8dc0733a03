import { readFileSync } from 'node:fs';
import { startServer, waitUntilHealthy } from './child.mjs';
import { root } from './root.mjs';

/** The demo seed is up in about a second; ten thousand nodes on a busy machine take longer. */
const startMsMax = 60_000;

/**
 * @typedef {object} EmulatorFacts what ready.json holds
 * @property {string} url @property {string} tlsUrl @property {string} caFile @property {string} keyFile
 * @property {string} accessKeyId @property {string} secretAccessKey @property {string} account
 * @property {{ issuer: string, clientId: string, clientSecret: string }} oidc
 * @property {{ name: string, role?: string }[]} people @property {string} password
 */

/**
 * Starts the emulator as a process and waits until it answers.
 * @param {{ runDir: string, port: number, tlsPort: number, consoleOrigins: readonly string[], env?: Record<string, string | undefined>, onLine?: (line: string) => void, watch?: boolean }} options
 * @returns {Promise<{ child: import('./child.mjs').Child, facts: EmulatorFacts }>}
 */
export async function startEmulatorProcess({
  runDir,
  port,
  tlsPort,
  consoleOrigins,
  env = {},
  onLine,
  watch,
}) {
  const entry = watch
    ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'emulator/main.ts']
    : ['--enable-source-maps', `${root}.build/emulator/main.mjs`];
  const child = startServer('emulator', entry, {
    cwd: root,
    env: {
      ...process.env,
      EMULATOR_RUN_DIR: runDir,
      EMULATOR_PORT: String(port),
      EMULATOR_TLS_PORT: String(tlsPort),
      EMULATOR_CONSOLE_ORIGINS: consoleOrigins.join(','),
      ...(watch ? {} : { EMULATOR_AGENT_ENTRY: `${root}.build/emulator/agent.mjs` }),
      ...env,
    },
    onLine,
  });
  await waitUntilHealthy(child, `http://127.0.0.1:${port}/_emulator/health`, startMsMax);
  return { child, facts: JSON.parse(readFileSync(`${runDir}/ready.json`, 'utf8')) };
}
