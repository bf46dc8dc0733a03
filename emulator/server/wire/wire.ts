import type { AwsError } from '../aws-error';
import type { OperationService } from '../service';

/** An answer ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one protocol puts results and errors on the wire. */
export interface Wire {
  /** Access denied has a name of its own per protocol. */
  readonly accessDenied: { readonly code: string; readonly status: number };
  answer(service: OperationService, operation: string, output: unknown, requestId: string): HttpAnswer;
  error(error: AwsError, requestId: string, service?: OperationService): HttpAnswer;
}
