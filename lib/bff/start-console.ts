import 'server-only';
import type { Server } from 'node:http';
import { ConfigError } from '@/lib/config/config-error';
import { type ConsoleServer, consoleServer } from './console-server';
import { shutDownInOrder } from './shut-down';

/**
 * Opens the console, or ends the process with what to mend: an exception here would leave a server that answers
 * 500 to everything.
 */
export async function startConsole(): Promise<void> {
  try {
    const server = await consoleServer();
    server.log.info({ publicUrl: server.env.PUBLIC_URL }, 'console is ready');
    // `next dev` swaps code and processes under its own server: there it keeps both the calls and the signals.
    if (process.env.NODE_ENV === 'production') await serve(server);
  } catch (error) {
    process.stderr.write(`${reasonLines(error).join('\n')}\n`);
    process.exit(1);
  }
}

async function serve(server: ConsoleServer): Promise<void> {
  // Only now: it brings every room's server side along, which a console that cannot start does not need.
  const [{ answerBff }, { openFrontDoor }] = await Promise.all([import('./answer'), import('./front-door')]);
  let http: Server | null = null;
  openFrontDoor(answerBff, (found) => {
    http = found;
  });
  shutDownInOrder(server, () => http);
}

/** One line a mistake; for what is no mistake in the configuration, what failed and why, without a stack. */
const reasonLines = (error: unknown): string[] =>
  error instanceof ConfigError
    ? error.lines.map((line) => `quarterdeck: ${line}`)
    : [`quarterdeck: cannot start: ${error instanceof Error ? causeText(error) : String(error)}`];

const causeText = (error: Error): string => {
  const inner = error.cause instanceof Error ? error.cause : error;
  return inner instanceof AggregateError
    ? inner.errors.map((each) => (each instanceof Error ? each.message : String(each))).join('; ')
    : inner.message.split('\n')[0] || inner.name;
};
