import type { MiddlewareStack } from '@smithy/types';
import { type FailedCall, noteFailure } from './failed-call';

/** A client, as far as hooking into its calls needs to know it. */
export interface Hooked<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/** Where an input names what the call is about, most telling first. */
const subjects = [
  'Target',
  'SessionId',
  'InstanceId',
  'Name',
  'ResourceId',
  'KeyId',
  'Path',
  'Bucket',
  'logGroupName',
  'RoleArn',
  'Names',
  'InstanceIds',
  'Resources',
];

/**
 * Makes a client's errors say which call they belong to (`failedCall`): the SDK's own do not. `prefix` is the
 * service's name in IAM actions (Service Authorization Reference).
 */
export function noteFailures<Input extends object, Output extends object>(
  client: Hooked<Input, Output>,
  prefix: string,
  where: Pick<FailedCall, 'scope' | 'roleArn'>,
): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const action = `${prefix}:${(context.commandName ?? '').replace(/Command$/, '')}`;
        noteFailure(error, { action, resource: subjectOf(args.input), ...where });
        throw error;
      }
    },
    { step: 'initialize', name: 'noteFailures' },
  );
}

function subjectOf(input: object): string | undefined {
  const values = new Map<string, unknown>(Object.entries(input));
  for (const key of subjects) {
    const value = values.get(key);
    const first: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof first === 'string') return first;
  }
  return undefined;
}
