import type { Logger } from 'pino';
import { asProblem } from './as-problem';

/** One line a failed call: our own bugs as errors with their cause, what people can meet as information. */
export function logCall(log: Logger, path: string | undefined, error: unknown): void {
  const problem = asProblem(error);
  const { action, resource, scope, awsCode, requestId } = problem.facts;
  const line = { path, code: problem.code, action, resource, scope, awsCode, awsRequestId: requestId };
  if (problem.code === 'bug') log.error({ ...line, err: problem.cause }, problem.message);
  else log.info(line, problem.message);
}
