import 'server-only';
import { ConfigError } from '@/lib/config/config-error';
import { consoleServer } from './console-server';

/**
 * Opens the console, or ends the process with what to mend: an exception here would leave a server that answers
 * 500 to everything.
 */
export async function startConsole(): Promise<void> {
  try {
    const server = await consoleServer();
    server.log.info({ publicUrl: server.env.PUBLIC_URL }, 'console is ready');
    // Next ends the process itself once requests under way are answered; until then balancers must look elsewhere.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.drain());
  } catch (error) {
    process.stderr.write(`${reasonLines(error).join('\n')}\n`);
    process.exit(1);
  }
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
