import { z } from 'zod';

const environment = z.object({
  AGENT_SOCKET: z.string().min(1),
  AGENT_STAYS_SECONDS: z.coerce.number().min(0),
});

/** What the emulator tells its agent process at the start. No secret: arguments and environment can be read by others. */
export interface AgentSettings {
  /** A Unix socket in a private folder of its own, for the emulator to dial. */
  readonly socket: string;
  /** How long shells are kept for the next emulator once this one is gone, in ms; 0: they end with it. */
  readonly staysMs: number;
}

export const agentEnvironment = ({ socket, staysMs }: AgentSettings): Record<string, string> => ({
  AGENT_SOCKET: socket,
  AGENT_STAYS_SECONDS: String(staysMs / 1000),
});

/** Throws ZodError: only the emulator starts this process. */
export function readAgentSettings(env: Readonly<Record<string, string | undefined>>): AgentSettings {
  const { AGENT_SOCKET: socket, AGENT_STAYS_SECONDS: seconds } = environment.parse(env);
  return { socket, staysMs: seconds * 1000 };
}
