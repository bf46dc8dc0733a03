import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { startEmulator, type TestEmulator, type TestOptions } from '@/emulator/testing/start';
import { sessionCookieName } from '@/lib/auth/session-cookie';
import type { ConsoleServer } from '../console-server';
import type { BffContext } from '../context';
import { openConsoleServer } from '../open-console-server';

/** The people of the emulator. */
export type TestPerson = 'ada' | 'olu' | 'vic';

/** A console on an emulator, both in this process, with what a test wants to look into. */
export interface TestConsole {
  readonly server: ConsoleServer;
  readonly emulator: TestEmulator;
  /** All that the console has logged, one JSON text a line. */
  readonly logLines: readonly string[];
  /** Signs a person in by a real id token of the provider; answers the cookie's opaque id. */
  signIn(person: TestPerson, over?: Readonly<Record<string, unknown>>): Promise<string>;
  /** What a procedure starts from, for `router.createCaller(context)`. */
  contextOf(cookieId: string | null): BffContext;
  /** The Cookie header of a browser with this id. */
  cookieHeader(cookieId: string): string;
  /** The environment it was opened with: for a second replica of the same console. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface TestConsoleOptions {
  readonly emulator?: TestOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts both; whoever starts them stops them. The database is in memory unless `env` names one. */
export async function startTestConsole(options: TestConsoleOptions = {}): Promise<TestConsole> {
  const emulator = await startEmulator({ seed: 'demo', ...options.emulator });
  const env = { ...consoleEnv(emulator), ...options.env };
  const logLines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  const server = await openConsoleServer(env, { log });
  return {
    server,
    emulator,
    logLines,
    env,
    signIn: async (person, over) =>
      server.signIns.start({ idToken: await emulator.idToken(person, over), refreshToken: null }),
    contextOf: (cookieId) => ({
      server,
      requestId: 'test',
      log,
      cookieId,
      pagePerson: null,
      reply: new Headers(),
    }),
    cookieHeader: (cookieId) => `${sessionCookieName(server.env.PUBLIC_URL)}=${cookieId}`,
    stop: async () => {
      await server.close();
      await emulator.stop();
    },
  };
}

/** The environment of a console that belongs to this emulator. */
export const consoleEnv = (emulator: TestEmulator): Record<string, string> => ({
  PUBLIC_URL: 'http://localhost:3000',
  QUARTERDECK_CONFIG: 'emulator/demo/quarterdeck.config.yaml',
  OIDC_ISSUER: emulator.oidcIssuer,
  OIDC_CLIENT_ID: 'quarterdeck',
  OIDC_CLIENT_SECRET: emulator.clientSecret,
  ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
  DATA_DIR: 'memory://',
  AWS_ENDPOINT_URL: emulator.url,
});
