import 'server-only';
import type { Logger } from 'pino';
import type { ConsoleServer } from './console-server';

/** What every procedure starts from. */
export interface BffContext {
  readonly server: ConsoleServer;
  /** Ours, in every log line of this request and in Problems that never reached AWS. */
  readonly requestId: string;
  readonly log: Logger;
  /** The cookie's opaque id, or null. Only lib/auth may read anything into it. */
  readonly cookieId: string | null;
  /** Who the page believes is signed in (`sub`), or null before it knows: another person is refused. */
  readonly pagePerson: string | null;
  /** Headers to answer with. */
  readonly reply: Headers;
}
