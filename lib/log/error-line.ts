/** What of an error goes to the log. */
export interface ErrorLine {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorLine;
}

/** Causes beyond this many say nothing new; a cycle would say it for ever. */
const causesMax = 4;

/**
 * Name, message, code, stack and causes, nothing else: errors of HTTP clients carry whole requests and
 * responses in other properties, tokens and credentials included.
 */
export function errorLine(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause =
    error.cause !== undefined && depth < causesMax ? errorLine(error.cause, depth + 1) : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack, cause };
}
