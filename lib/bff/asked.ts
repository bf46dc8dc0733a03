/** A request as the BFF reads it: a `Request` is one, and so is what Node's server was given. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
  readonly body: AsyncIterable<Uint8Array> | null;
}
