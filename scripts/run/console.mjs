import { randomBytes } from 'node:crypto';
import { startServer, waitUntilHealthy } from './child.mjs';
import { root } from './root.mjs';

const startMsMax = 60_000;

/**
 * The console's settings for an emulator: the same variables a real deployment sets, with other endpoints.
 * @param {{ port: number, publicUrl: string, emulator: import('./emulator.mjs').EmulatorFacts, dataDir: string, env?: Record<string, string | undefined> }} options
 * @returns {NodeJS.Dict<string>}
 */
export function consoleEnv({ port, publicUrl, emulator, dataDir, env = {} }) {
  const streams = [emulator.url, emulator.tlsUrl].map((url) => url.replace(/^http/, 'ws'));
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    QUARTERDECK_CONFIG: `${root}emulator/demo/quarterdeck.config.yaml`,
    DATA_DIR: dataDir,
    OIDC_ISSUER: emulator.oidc.issuer,
    OIDC_CLIENT_ID: emulator.oidc.clientId,
    OIDC_CLIENT_SECRET: emulator.oidc.clientSecret,
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    AWS_ENDPOINT_URL: emulator.url,
    SESSION_STREAM_ORIGINS: streams.join(','),
    ...env,
  };
}

/**
 * Starts the built console and waits until it is ready.
 * @param {{ port: number, env: NodeJS.Dict<string>, onLine?: (line: string) => void, dev?: boolean }} options
 */
export async function startConsoleProcess({ port, env, onLine, dev = false }) {
  const args = dev
    ? [`${root}node_modules/next/dist/bin/next`, 'dev', '--hostname', '127.0.0.1', '--port', String(port)]
    : [`${root}.next/standalone/server.js`];
  const child = startServer('console', args, {
    cwd: root,
    env: { NODE_ENV: dev ? 'development' : 'production', ...env },
    onLine,
  });
  await waitUntilHealthy(child, `http://127.0.0.1:${port}/api/health/ready`, startMsMax);
  return child;
}
