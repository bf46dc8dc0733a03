/**
 * An answer AWS gives instead of a result. `code` is AWS's own error name (botocore's service models list
 * them per operation); the protocol layer decides how it looks on the wire.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status. AWS's JSON services answer 400 for nearly everything a caller did. */
    readonly status = 400,
    /** Further members of the error's shape, where the model has any. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** A request the service's model refuses before any work (AWS's common error ValidationException). */
export const validationError = (message: string) => new AwsError('ValidationException', message);
