import { existsSync } from 'node:fs';
import { startChild } from './run/child.mjs';
import { root } from './run/root.mjs';
import { Refusal, runScript } from './run/say.mjs';

/** `npm start`: the built console with the settings of the environment, as a deployment runs it. */
await runScript(async () => {
  const server = `${root}.next/standalone/server.js`;
  if (!existsSync(server)) throw new Refusal('There is no build yet: run `npm run build` first.');
  const child = startChild('console', process.execPath, [server], {
    cwd: process.cwd(),
    env: { HOSTNAME: '127.0.0.1', ...process.env, NODE_ENV: 'production' },
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void child.stop());
  return child.ended;
});
