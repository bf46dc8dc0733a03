import type { ConsoleConfig } from './console-config';
import { dnsSuffixOf } from './partition';

/**
 * Where browsers may open data channels: what SESSION_STREAM_ORIGINS says, else AWS's ssmmessages in every
 * Region of the config (AWS general reference, "Systems Manager endpoints").
 */
export function streamOrigins(config: ConsoleConfig, given: readonly string[]): string[] {
  if (given.length > 0) return given.map((text) => new URL(text).origin);
  const regions = new Set([...config.regions, ...config.accounts.flatMap(({ regions }) => regions ?? [])]);
  return [...regions].map((region) => `wss://ssmmessages.${region}.${dnsSuffixOf(region)}`);
}
