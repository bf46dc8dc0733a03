import type { AwsError } from '../../server/aws-error';
import type { Call, Operation } from '../../server/operation';
import type { OperationService } from '../../server/service';

/** What happened in one call. */
export interface HandledCall {
  readonly service: OperationService;
  readonly operation: Operation;
  readonly input: unknown;
  readonly call: Call;
  readonly output?: unknown;
  readonly error?: AwsError;
}

export function recordCall(_handled: HandledCall): void {}

export function recordInnerCall(
  _call: Call,
  _service: string,
  _eventName: string,
  _parameters: unknown,
  _resources: readonly string[],
  _error?: unknown,
): void {}
