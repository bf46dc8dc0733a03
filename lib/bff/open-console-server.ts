import 'server-only';
import { readEnv } from '@/lib/config/env';
import { readConfig } from '@/lib/config/read-config';
import type { ConsoleServer } from './console-server';

export async function openConsoleServer(
  given: Readonly<Record<string, string | undefined>>,
): Promise<ConsoleServer> {
  const env = readEnv(given);
  const config = readConfig(env.QUARTERDECK_CONFIG);
  throw new Error(`not opened: ${config.regions}`);
}
