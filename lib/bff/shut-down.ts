import 'server-only';
import type { Server } from 'node:http';
import type { ConsoleServer } from './console-server';

/** Requests under way are answered, for as long as most supervisors wait between SIGTERM and SIGKILL (10 s), less a reserve. */
const finishMsMax = 7_000;
/** 128 and the signal's number, as a shell shows a program that a signal ended. */
const exitCodes = { SIGTERM: 143, SIGINT: 130 } as const;

/**
 * From now on SIGTERM and SIGINT end the process in order: not ready any more, no new connection, the rest
 * answered, then the database closed. Next's own handlers go: they exit while the database is still writing.
 */
export function shutDownInOrder(server: ConsoleServer, http: () => Server | null): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => {
      server.drain();
      void answered(http())
        .then(() => server.close())
        .catch((error: unknown) => server.log.error({ err: error }, 'the console did not close in order'))
        .finally(() => process.exit(exitCodes[signal]));
    });
  }
}

function answered(http: Server | null): Promise<void> {
  if (!http) return Promise.resolve();
  return new Promise((done) => {
    http.close(() => done());
    setTimeout(() => http.closeAllConnections(), finishMsMax).unref();
  });
}
