import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How to start the agent process: the file, and what Node needs to run it. */
export interface AgentEntry {
  readonly file: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The one place that knows where the agent's program lies: EMULATOR_AGENT_ENTRY, beside the bundle, or its source
 * (which tsx has to translate).
 */
export function agentEntry(): AgentEntry {
  const told = process.env.EMULATOR_AGENT_ENTRY;
  if (told) return bundled(told);
  if (import.meta.url.endsWith('.mjs')) return bundled(fileURLToPath(new URL('agent.mjs', import.meta.url)));
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const root = new URL('../../', import.meta.url);
  return {
    file: fileURLToPath(new URL('emulator/agent/main.ts', root)),
    execArgv: ['--import', tsx],
    env: { TSX_TSCONFIG_PATH: fileURLToPath(new URL('tsconfig.json', root)) },
  };
}

const bundled = (file: string): AgentEntry => ({ file, execArgv: [], env: {} });
