import type { FromWorker } from '../client/worker-messages';

/** As much of a WebSocket as a channel needs; browsers' and Node's both fit. */
export interface Socket {
  send(data: string | Uint8Array): void;
  close(code: number): void;
}
export interface SocketEvents {
  readonly opened: () => void;
  readonly received: (bytes: Uint8Array) => void;
  /** Once, whether it ever opened or not. */
  readonly gone: () => void;
}

/** The world around the channels: the worker gives the real one, tests one that they control. */
export interface HostParts {
  /** Throws where the address is none: SyntaxError or a policy's refusal. */
  readonly openSocket: (url: string, events: SocketEvents) => Socket;
  readonly nowMs: () => number;
  /** Runs once after `ms`; the function it returns cancels. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Output not yet drawn that a channel may hold; past it the connection is given up. Default 64 MiB. */
  readonly outputBytesMax?: number;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
}
