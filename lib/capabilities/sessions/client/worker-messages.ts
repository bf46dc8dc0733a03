import type { ClientSnapshot } from '@/lib/data-channel';

/**
 * What the page and the worker say to each other: closed unions of plain data, so that neither needs a schema
 * library and byte arrays can be transferred instead of copied. Both ends are ours and of one build.
 */

/** One session's data channel in the worker. A restarted shell gets a new one; late messages of the old are dropped. */
export type ChannelId = string;

/** The keys of an encrypted session, one a direction. Not extractable: they can be used and kept, never read. */
export interface SessionKeys {
  readonly open: CryptoKey;
  readonly seal: CryptoKey;
}

/** A channel that another page or window can go on with. Its keys are not in it. */
export interface HeldChannel {
  readonly snapshot: ClientSnapshot;
  /** Output drawn by this page in all, up to the snapshot: what it draws later must not be drawn again elsewhere. */
  readonly drawnBytes: number;
}

/** How much of what may be given up is taken along, in bytes. */
export interface HoldLimits {
  readonly inputBytesMax: number;
  readonly outputBytesMax: number;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** What a socket is opened with: StreamUrl and a token that is good for one connection. */
export interface Door {
  readonly streamUrl: string;
  readonly token: string;
}

/** Why no token came. `over`: the session is. `sign-in`: wait for the person. `later`: ask again. */
export type NoDoor = 'over' | 'sign-in' | 'later';

export type ToWorker =
  | {
      readonly say: 'open';
      readonly channel: ChannelId;
      readonly door: Door;
      readonly size: Size | null;
      /** The KMS key that the session document named; null: none, or it could not be read. */
      readonly kmsKey: string | null;
    }
  /** Goes on with a channel that was held elsewhere; asks for a door by itself. */
  | {
      readonly say: 'restore';
      readonly channel: ChannelId;
      /** A `ClientSnapshot`, if what was kept still is one. */
      readonly snapshot: unknown;
      /** Of the output that the snapshot has undrawn, so much was drawn after all. */
      readonly skipBytes: number;
      readonly kmsKey: string | null;
      readonly keys: SessionKeys | null;
    }
  /** The answer to `want-door`. */
  | { readonly say: 'door'; readonly channel: ChannelId; readonly door: Door }
  | { readonly say: 'no-door'; readonly channel: ChannelId; readonly why: NoDoor }
  /** The answer to `want-key`, once. */
  | {
      readonly say: 'key';
      readonly channel: ChannelId;
      readonly keys: SessionKeys;
      readonly ciphertext: Uint8Array<ArrayBuffer>;
    }
  | { readonly say: 'no-key'; readonly channel: ChannelId }
  | { readonly say: 'type'; readonly channel: ChannelId; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Ctrl-C: ahead of unsent input, which is thrown away. */
  | { readonly say: 'interrupt'; readonly channel: ChannelId }
  | { readonly say: 'resize'; readonly channel: ChannelId; readonly size: Size }
  /** The size again, though it has not changed: something that the service may count as activity. */
  | { readonly say: 'keep-alive'; readonly channel: ChannelId }
  /** So many bytes of output are on the screen. */
  | { readonly say: 'drawn'; readonly channel: ChannelId; readonly bytes: number }
  /** Do not wait for the next attempt; with a live socket: give it up and connect anew. */
  | { readonly say: 'reconnect-now'; readonly channel: ChannelId }
  /** Give up the connection and say `held`, now and after each change, until `go-on` or `close`. */
  | { readonly say: 'hold'; readonly channel: ChannelId; readonly limits: HoldLimits }
  | { readonly say: 'go-on'; readonly channel: ChannelId }
  | { readonly say: 'close'; readonly channel: ChannelId }
  /** The machine's network went or came back, as the browser says. */
  | { readonly say: 'network'; readonly up: boolean };

/** Why the channel waits before it asks for a token. */
export type WaitReason = 'dropped' | 'offline' | 'sign-in' | 'catching-up' | 'leaving';

/** How a connection is, as far as the worker knows. Times are epoch milliseconds. */
export type Link =
  | { readonly is: 'connecting' }
  | { readonly is: 'connected'; readonly rttMs: number | null }
  | {
      readonly is: 'reconnecting';
      readonly why: WaitReason;
      /** Counts from 1 at each drop. */
      readonly attempt: number;
      /** Null while an attempt is under way or nothing but `retry now` would start one. */
      readonly nextAttemptAtMs: number | null;
    }
  | { readonly is: 'not-answering'; readonly sinceMs: number };

/** Why a channel is over, for words on screen. `text` is the service's or node's own, often empty. */
export interface ChannelEnd {
  readonly why: EndCause;
  readonly text: string;
}
export type EndCause =
  | 'never-opened'
  | 'ended-by-service'
  | 'session-over'
  | 'closed-here'
  | 'encryption-broken'
  | 'key-refused'
  | 'other-key'
  | 'not-encrypted'
  | 'not-restored'
  | 'not-a-shell'
  | 'protocol'
  | 'worker-failed';

export type FromWorker =
  | { readonly say: 'link'; readonly channel: ChannelId; readonly link: Link }
  | { readonly say: 'output'; readonly channel: ChannelId; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A new token is needed: ResumeSession. Answered by `door` or `no-door`, once. */
  | { readonly say: 'want-door'; readonly channel: ChannelId }
  /** A data key is needed: KMS GenerateDataKey. Answered by `key` or `no-key`, once. */
  | {
      readonly say: 'want-key';
      readonly channel: ChannelId;
      readonly keyId: string;
      readonly challenge: string | null;
    }
  | { readonly say: 'held'; readonly channel: ChannelId; readonly held: HeldChannel }
  /** Bytes that did not fit into the state that was handed over. */
  | {
      readonly say: 'given-up';
      readonly channel: ChannelId;
      readonly input: number;
      readonly output: number;
    }
  /** Input that the node will never get. */
  | { readonly say: 'unsent'; readonly channel: ChannelId; readonly bytes: number; readonly why: UnsentCause }
  /** A sentence from the agent. */
  | { readonly say: 'notice'; readonly channel: ChannelId; readonly text: string }
  | { readonly say: 'ended'; readonly channel: ChannelId; readonly end: ChannelEnd }
  /** Every few seconds while there are channels: timers of a hidden page are clamped, a worker's are not. */
  | { readonly say: 'tick' }
  /** The worker itself is gone: it could not be loaded, or it threw. Said by the port. */
  | { readonly say: 'failed' };
export type UnsentCause = 'interrupt' | 'queue-full' | 'closed';

/** The page's end of the line to the worker. Tests give one of their own. */
export interface WorkerPort {
  post(message: ToWorker, transfer?: Transferable[]): void;
  /** One listener; called for each message in order. */
  listen(heard: (message: FromWorker) => void): void;
}
