import { isThrottle } from './aws-codes';
import type { Hooked } from './note-failures';
import type { Pace } from './pace';

/** Sends every attempt of a client, retries too, at the pace of its account and Region. */
export function keepPace<Input extends object, Output extends object>(
  client: Hooked<Input, Output>,
  pace: Pace,
): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const done = await pace.turn();
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && isThrottle(error.name)) pace.slowDown();
        throw error;
      } finally {
        done();
      }
    },
    // Below the retry middleware (same step, high priority), so that each attempt waits for its turn.
    { step: 'finalizeRequest', priority: 'low', name: 'keepPace' },
  );
}
