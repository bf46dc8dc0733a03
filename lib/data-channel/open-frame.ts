import { readObject, stringAt } from './json-shape';

/** The first (text) frame of a client after the WebSocket upgrade (data-channel paper section 3.3). */
export interface ClientOpenFrame {
  readonly side: 'client';
  readonly requestId: string;
  readonly token: string;
  /** Fixed for the life of a client, also over resumes. Empty where the client names none: AWS's service takes that too. */
  readonly clientId: string;
  /** Absent from older clients. */
  readonly clientVersion: string | null;
}

/** The same of an agent. Its `ClientId` is always the empty string. */
export interface AgentOpenFrame {
  readonly side: 'agent';
  readonly requestId: string;
  readonly token: string;
  readonly instanceId: string;
}

/** The text to send at once after a client's upgrade. Nothing answers it. */
export function clientOpenText(open: Omit<ClientOpenFrame, 'side'>): string {
  return JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: open.requestId,
    TokenValue: open.token,
    ClientId: open.clientId,
    ...(open.clientVersion === null ? {} : { ClientVersion: open.clientVersion }),
  });
}

/** The text to send at once after an agent's upgrade. */
export function agentOpenText(open: Omit<AgentOpenFrame, 'side'>): string {
  return JSON.stringify({
    MessageSchemaVersion: '1.0',
    RequestId: open.requestId,
    TokenValue: open.token,
    ClientInstanceId: open.instanceId,
    ClientId: '',
  });
}

/** Reads either open frame, for a service; null when it is neither. `ClientInstanceId` marks the agent. */
export function readOpenText(text: string): ClientOpenFrame | AgentOpenFrame | null {
  const body = readObject(text);
  if (body === null || stringAt(body, 'MessageSchemaVersion') !== '1.0') return null;
  const requestId = stringAt(body, 'RequestId');
  const token = stringAt(body, 'TokenValue');
  const clientId = stringAt(body, 'ClientId') ?? '';
  if (!requestId || !token) return null;
  const instanceId = stringAt(body, 'ClientInstanceId');
  if (instanceId) return { side: 'agent', requestId, token, instanceId };
  return { side: 'client', requestId, token, clientId, clientVersion: stringAt(body, 'ClientVersion') };
}
