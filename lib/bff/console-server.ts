import 'server-only';
import type { Logger } from 'pino';
import type { SignInFlow } from '@/lib/auth/sign-in-flow';
import type { SignIns } from '@/lib/auth/sign-ins';
import type { AwsAccess } from '@/lib/aws/aws-access';
import type { ConsoleConfig } from '@/lib/config/console-config';
import type { Env } from '@/lib/config/env';
import { openConsoleServer } from './open-console-server';

/** Everything one BFF process holds. Made once at start and passed on, so that tests can hold several. */
export interface ConsoleServer {
  readonly env: Env;
  readonly config: ConsoleConfig;
  readonly log: Logger;
  readonly signIns: SignIns;
  readonly flow: SignInFlow;
  readonly aws: AwsAccess;
  /**
   * Where the browser ends its session at the provider, or null when that is not wanted. The token goes there only
   * if the configuration says so.
   */
  signOutUrl(idToken: string | null): Promise<string | null>;
  /** What keeps this replica from serving, in words; empty when nothing does. */
  notReady(): Promise<string[]>;
  /** From now on not ready: requests under way are still answered. */
  drain(): void;
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
