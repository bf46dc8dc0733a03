import type { ClientPhase } from './effect';
import type { FrameFault } from './frame';
import type { FrameMaker } from './frame-maker';
import type { SessionType } from './handshake';
import type { JsonObject } from './json-shape';

/** What this client says it is: above every gate of AWS's agent (data-channel paper section 9.5). */
export const defaultClientVersion = '1.2.700.0';
export interface ClientChannelOptions extends FrameMaker {
  /** A UUID, fixed for the life of this client, also over resumes. */
  readonly clientId: string;
  /** Default {@link defaultClientVersion}. */
  readonly clientVersion?: string;
  /** True when the host answers `data-key`, `seal` and `open`. Default false: such sessions end with a reason. */
  readonly encryption?: boolean;
  /**
   * The KMS key that the session's document names, exactly as it does there; null: it names none. A node that asks
   * for another one, or a shell for none where there is one, ends the session. Default: whatever the node says.
   */
  readonly expectedKmsKeyId?: string | null;
  /** Default true: takes part in the agent's random challenge when it sends one. */
  readonly acknowledgeChallenge?: boolean;
  /** Kinds of session the host can show. Default all. */
  readonly sessionTypes?: readonly SessionType[];
  /** True when the host speaks smux over port sessions; otherwise they are asked for in basic mode. */
  readonly mux?: boolean;
  /** Default `outputQueueBytesMax`, 64 MiB: output not yet drained, in bytes. */
  readonly outputBytesMax?: number;
}

/** What can be said about a channel at any moment. Times are the host's own, in ms. */
export interface ClientFacts {
  readonly phase: ClientPhase;
  readonly connected: boolean;
  /** These three are null until a handshake says them; shells without KMS have none. */
  readonly agentVersion: string | null;
  readonly sessionType: string | null;
  readonly properties: JsonObject | null;
  readonly encrypted: boolean;
  /**
   * Since when, on this connection, input, size or handshake has been waiting for its acknowledgement; null:
   * nothing is. Over connections that were made anew for the node's silence it goes on. "Not answering" is this being
   * more than 15 s ago while `connected`.
   */
  readonly oldestUnackedSinceMs: number | null;
  /** Round trip of the last acknowledgement of a frame that was sent once. */
  readonly lastRttMs: number | null;
  /** When a valid frame of any kind last came. */
  readonly lastHeardMs: number | null;
  readonly unsentInputBytes: number;
  readonly unackedInputBytes: number;
  readonly undrainedOutputBytes: number;
  /** The same and what waits for an earlier frame or to be opened: everything this stream costs in memory. */
  readonly heldOutputBytes: number;
  /** Malformed frames dropped so far, and what was wrong with the last. */
  readonly droppedFrames: number;
  readonly lastFault: FrameFault | null;
}
