import type { AgentEffect, ClientEffect } from './effect';
import { payloadType } from './payload-type';
import { readExitCode, readFlag, readSize } from './stream-payloads';
import type { StreamMessage } from './stream-receiver';

type FlagEffect = { readonly do: 'flag'; readonly flag: number };

/** What a message to a running agent means, handshake apart; null for nothing. */
export function agentEffectOf({ payloadType: type, payload }: StreamMessage): AgentEffect | null {
  if (type === payloadType.output) return payload.length > 0 ? { do: 'input', bytes: payload } : null;
  if (type === payloadType.flag) return flagEffect(payload);
  const size = type === payloadType.size ? readSize(payload) : null;
  return size === null ? null : { do: 'size', size };
}

/** What a message to a client means, handshake and output apart; null for nothing. */
export function clientEffectOf({ payloadType: type, payload }: StreamMessage): ClientEffect | null {
  if (type === payloadType.flag) return flagEffect(payload);
  const code = type === payloadType.exitCode ? readExitCode(payload) : null;
  return code === null ? null : { do: 'exit-code', code };
}

function flagEffect(payload: Uint8Array): FlagEffect | null {
  const flag = readFlag(payload);
  return flag === null ? null : { do: 'flag', flag };
}
