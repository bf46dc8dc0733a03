import type { AgentPhase } from './effect';
import type { FrameFault } from './frame';
import type { FrameMaker } from './frame-maker';
import type { SessionType } from './handshake';
import type { JsonObject } from './json-shape';

/** Four components: AWS's client shuts every gate otherwise (data-channel paper section 9.5). */
export const defaultAgentVersion = '3.3.0.0';

export interface AgentChannelOptions extends FrameMaker {
  /** Bytes nobody can guess, for challenges. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly sessionId: string;
  /** The node's id, `i-…` or `mi-…`. */
  readonly instanceId: string;
  readonly sessionType: SessionType;
  /** The session document's properties, parameters filled in; only Port sessions tell them to the client. */
  readonly properties?: JsonObject | null;
  /** The session document's KMS key. Default none. */
  readonly kmsKeyId?: string | null;
  /** Default {@link defaultAgentVersion}. */
  readonly agentVersion?: string;
}

/** What can be said about an agent's channel at any moment. */
export interface AgentFacts {
  readonly phase: AgentPhase;
  readonly connected: boolean;
  readonly paused: boolean;
  /** Null until a handshake says it. */
  readonly clientVersion: string | null;
  readonly unackedOutputBytes: number;
  /** Input that waits for an earlier frame or to be opened. */
  readonly heldInputBytes: number;
  readonly lastRttMs: number | null;
  readonly lastHeardMs: number | null;
  readonly droppedFrames: number;
  readonly lastFault: FrameFault | null;
}
