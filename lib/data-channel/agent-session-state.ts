import { type FrameMaker, unsequencedFrame } from './frame-maker';
import { readObject, stringAt } from './json-shape';

export type AgentState = 'Connected' | 'Terminating';

/** What an agent tells the service about its session; never meant for the client. */
export interface AgentSessionState {
  readonly state: AgentState;
  readonly sessionId: string;
}

/** An `agent_session_state` message (data-channel paper section 5.2). */
export function agentSessionStateFrame(make: FrameMaker, said: AgentSessionState, nowMs: number): Uint8Array {
  const body = { SchemaVersion: 1, SessionState: said.state, SessionId: said.sessionId };
  return unsequencedFrame(make, 'agent_session_state', body, nowMs);
}

/** Reads the payload; null when it has not that shape. */
export function readAgentSessionState(payload: Uint8Array): AgentSessionState | null {
  const body = readObject(payload);
  if (body === null) return null;
  const state = body.SessionState;
  const sessionId = stringAt(body, 'SessionId');
  if (sessionId === null || (state !== 'Connected' && state !== 'Terminating')) return null;
  return { state, sessionId };
}
