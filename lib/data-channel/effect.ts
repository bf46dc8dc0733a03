import type { CloseReason } from './close-reason';
import type { TerminalSize } from './stream-payloads';

/** What a channel asks of its host, in order. Byte arrays may be views: copy what you keep past the call. */
export type SharedEffect =
  /** Write one binary WebSocket message. */
  | { readonly do: 'send'; readonly frame: Uint8Array }
  /** Write one text WebSocket message: the open frame. */
  | { readonly do: 'send-text'; readonly text: string }
  /** Seal with the key for what this end sends; then `settled(id, …)`. AES-256-GCM: nonce, ciphertext, tag. */
  | { readonly do: 'seal'; readonly id: number; readonly bytes: Uint8Array }
  /** Open with the key for what this end receives; then `settled(id, …)`. */
  | { readonly do: 'open'; readonly id: number; readonly bytes: Uint8Array }
  /** Call `wake` then. A later wake effect replaces an earlier one. */
  | { readonly do: 'wake'; readonly atMs: number }
  /** It is over: close the socket (code 1000) once what came before is written. No effect follows. */
  | { readonly do: 'close'; readonly reason: CloseReason; readonly text: string };

/** How far a client is. `connected` is beside it: every phase can be without a socket. */
export type ClientPhase = 'waiting' | 'handshake' | 'ready' | 'closed';

export type ClientEffect =
  | SharedEffect
  /** Bytes from the node. Counted until `drained`. */
  | { readonly do: 'output'; readonly stream: 'output' | 'error'; readonly bytes: Uint8Array }
  /** Obtain a 64-byte KMS data key; then `settled(id, …)` with the CiphertextBlob. */
  | {
      readonly do: 'data-key';
      readonly id: number;
      readonly keyId: string;
      /** Put under `aws:ssm:RandomChallenge` in the encryption context; null: leave it out. */
      readonly challenge: string | null;
    }
  /** A sentence from the agent for the person, e.g. that the session is encrypted. */
  | { readonly do: 'notice'; readonly text: string }
  | { readonly do: 'exit-code'; readonly code: number }
  /** A flag from the agent; 3 is ConnectToPortError. */
  | { readonly do: 'flag'; readonly flag: number }
  | { readonly do: 'phase'; readonly phase: ClientPhase; readonly connected: boolean }
  /** Input that will never be sent, and why. */
  | {
      readonly do: 'input-discarded';
      readonly bytes: number;
      readonly why: 'interrupt' | 'queue-full' | 'closed';
    }
  /** First after a restore: what did not fit into the snapshot's limits and is lost. */
  | { readonly do: 'given-up'; readonly inputBytes: number; readonly outputBytes: number }
  /** Too much output is undrained: close the socket, call `dropped`, and do not resume before `reconnect`. */
  | { readonly do: 'disconnect' }
  /**
   * Resume the session with a new token: enough was drained after `disconnect`, or the node is so long silent that
   * this connection is suspect and is given up first. Only the service knows whether the session still lives.
   */
  | { readonly do: 'reconnect' };

export type AgentPhase = 'starting' | 'handshake' | 'running' | 'draining' | 'closed';

export type AgentEffect =
  | SharedEffect
  /** Keystrokes or port data for the process. */
  | { readonly do: 'input'; readonly bytes: Uint8Array }
  | { readonly do: 'size'; readonly size: TerminalSize }
  /** A flag from the client: 1 DisconnectToPort, 2 TerminateSession. */
  | { readonly do: 'flag'; readonly flag: number }
  /** Read the process's output, or stop reading it. It starts stopped. */
  | { readonly do: 'source'; readonly reading: boolean }
  /** KMS Decrypt of the client's data key; then `settled(id, …)` once this end can seal and open. */
  | {
      readonly do: 'decrypt-key';
      readonly id: number;
      readonly keyId: string;
      readonly ciphertext: Uint8Array;
      /** Put under `aws:ssm:RandomChallenge` in the encryption context; null: leave it out. */
      readonly challenge: string | null;
    }
  | { readonly do: 'phase'; readonly phase: AgentPhase; readonly connected: boolean };

/** The answer to a `seal`, `open`, `data-key` or `decrypt-key` effect. `text` says what went wrong. */
export type Settled =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly text: string };

/** Collects the effects of one call. */
export class Outbox<E> {
  #effects: E[] = [];

  add(effect: E): void {
    this.#effects.push(effect);
  }

  take(): E[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }
}
