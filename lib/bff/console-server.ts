import 'server-only';
import type { Logger } from 'pino';
import type { SignIn } from '@/lib/auth/sign-in';
import type { ScopeAws } from '@/lib/aws/scope-aws';
import type { ConsoleConfig } from '@/lib/config/console-config';
import type { Env } from '@/lib/config/env';
import type { Scope } from '@/lib/kernel/scope';
import { openConsoleServer } from './open-console-server';

/** Everything one BFF process holds. Made once at start and passed on, so that tests can hold several. */
export interface ConsoleServer {
  readonly env: Env;
  readonly config: ConsoleConfig;
  readonly log: Logger;
  readonly signIns: {
    /** The sign-in behind a cookie's opaque id. Throws Problem `signed-out` or `expired`. */
    current(cookieId: string | null): Promise<SignIn>;
    /** Ends it here and at the provider. Open pages learn of it with their next call. */
    end(signIn: SignIn): Promise<{ next: string }>;
  };
  readonly aws: {
    /** Clients for one scope. Throws Problem `forbidden` if the config does not grant it; makes no call. */
    inScope(signIn: SignIn, scope: Scope): ScopeAws;
  };
  /** Ends connections and releases the database's lock. */
  close(): Promise<void>;
}

/** The one server of this process: made by the first who asks, kept on globalThis because Next bundles routes apart. */
export function consoleServer(): Promise<ConsoleServer> {
  globalThis.quarterdeckServer ??= openConsoleServer(process.env);
  return globalThis.quarterdeckServer;
}

declare global {
  var quarterdeckServer: Promise<ConsoleServer> | undefined;
}
