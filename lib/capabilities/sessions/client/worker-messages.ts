/**
 * What the page and the worker say to each other: closed unions of plain data, so that neither needs a schema
 * library and byte arrays can be transferred instead of copied. Both ends are ours and of one build.
 */

/** One session's data channel in the worker. A restarted shell gets a new one; late messages of the old are dropped. */
export type ChannelId = string;

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
  | { readonly say: 'open'; readonly channel: ChannelId; readonly door: Door; readonly size: Size | null }
  /** The answer to `want-door`. */
  | { readonly say: 'door'; readonly channel: ChannelId; readonly door: Door }
  | { readonly say: 'no-door'; readonly channel: ChannelId; readonly why: NoDoor }
  | { readonly say: 'type'; readonly channel: ChannelId; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Ctrl-C: ahead of unsent input, which is thrown away. */
  | { readonly say: 'interrupt'; readonly channel: ChannelId }
  | { readonly say: 'resize'; readonly channel: ChannelId; readonly size: Size }
  /** So many bytes of output are on the screen. */
  | { readonly say: 'drawn'; readonly channel: ChannelId; readonly bytes: number }
  /** Do not wait for the next attempt; with a live socket: give it up and connect anew. */
  | { readonly say: 'reconnect-now'; readonly channel: ChannelId }
  | { readonly say: 'close'; readonly channel: ChannelId }
  /** The machine's network went or came back, as the browser says. */
  | { readonly say: 'network'; readonly up: boolean };

/** Why the channel waits before it asks for a token. */
export type WaitReason = 'dropped' | 'offline' | 'sign-in' | 'catching-up';

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
  | 'encryption'
  | 'not-a-shell'
  | 'protocol'
  | 'unanswered'
  | 'worker-failed';

export type FromWorker =
  | { readonly say: 'link'; readonly channel: ChannelId; readonly link: Link }
  | { readonly say: 'output'; readonly channel: ChannelId; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A new token is needed: ResumeSession. Answered by `door` or `no-door`, once. */
  | { readonly say: 'want-door'; readonly channel: ChannelId }
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
