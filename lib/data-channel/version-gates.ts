/** What a client may do, judged from the agent's version alone (data-channel paper section 9.5). */
export interface ClientGates {
  /** Ctrl-C in a basic port session sends the flag instead of calling TerminateSession. */
  readonly terminateFlag: boolean;
  /** smux for `LocalPortForwarding`. */
  readonly mux: boolean;
  readonly smuxKeepAliveDisabled: boolean;
}

/** What an agent may do, judged from the client's version alone. */
export interface AgentGates {
  readonly muxForLocalPortForwarding: boolean;
  readonly smuxKeepAliveDisabled: boolean;
  /** Separate output only: tell the person that the client is too old. */
  readonly oldClientNoticeForSeparateOutput: boolean;
}

/** Every gate is shut for a version that has not exactly four numeric components. */
export function clientGates(agentVersion: string): ClientGates {
  const parts = numericParts(agentVersion);
  const agent = parts.length === 4 ? parts : [];
  return {
    terminateFlag: compareParts(agent, [2, 3, 722, 0]) > 0,
    mux: compareParts(agent, [3, 0, 196, 0]) > 0,
    smuxKeepAliveDisabled: compareParts(agent, [3, 1, 1511, 0]) > 0,
  };
}

/** A longer version with an equal prefix is the greater one. */
export function agentGates(clientVersion: string): AgentGates {
  const client = numericParts(clientVersion);
  return {
    muxForLocalPortForwarding: compareParts(client, [1, 1, 70]) >= 0,
    smuxKeepAliveDisabled: compareParts(client, [1, 2, 331, 0]) > 0,
    oldClientNoticeForSeparateOutput: compareParts(client, [1, 2, 295]) <= 0,
  };
}

/** The components, or none at all when one of them is no decimal number. */
function numericParts(version: string): number[] {
  const parts = version.split('.');
  return parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : [];
}

function compareParts(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
