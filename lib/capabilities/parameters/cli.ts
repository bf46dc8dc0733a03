import { awsCli } from '@/lib/kernel/cli';
import type { Scope } from '@/lib/kernel/scope';
import type { ParameterTier, ParameterType } from './contract';

/** The AWS CLI commands that do what this room's buttons do. */

export const listCli = ({ region }: Scope, path: string): string =>
  path === '/'
    ? awsCli('ssm', 'describe-parameters', { region })
    : awsCli('ssm', 'describe-parameters', {
        parameterFilters: [{ Key: 'Path', Option: 'Recursive', Values: [path] }],
        region,
      });

export const getCli = ({ region }: Scope, name: string, type: ParameterType): string =>
  awsCli('ssm', 'get-parameter', {
    name,
    withDecryption: type === 'SecureString' ? true : undefined,
    region,
  });

export const historyCli = ({ region }: Scope, name: string): string =>
  awsCli('ssm', 'get-parameter-history', { name, region });

export const deleteCli = ({ region }: Scope, names: readonly string[]): string =>
  names.length === 1
    ? awsCli('ssm', 'delete-parameter', { name: names[0], region })
    : awsCli('ssm', 'delete-parameters', { names, region });

export interface PutCliInput {
  readonly name: string;
  readonly value: string;
  readonly type: ParameterType;
  readonly description?: string | undefined;
  readonly tier?: ParameterTier | undefined;
  readonly keyId?: string | undefined;
  readonly creates: boolean;
}

/**
 * The whole request as JSON, because the CLI reads values such as `file://…` and `https://…` as places to load from.
 * A SecureString's value is asked for by the shell instead, without echo, so that it is in no history and no process list.
 */
export function putCli({ region }: Scope, input: PutCliInput): string {
  const { name, type, description, tier, keyId, creates } = input;
  const options = { name, type, description: description || undefined, tier, keyId };
  const overwrite = creates ? undefined : true;
  if (type !== 'SecureString') {
    const request = { Name: name, Value: input.value, Type: type, Description: description || undefined };
    const rest = { Tier: tier, KeyId: keyId, Overwrite: overwrite };
    return awsCli('ssm', 'put-parameter', { cliInputJson: { ...request, ...rest }, region });
  }
  const command = awsCli('ssm', 'put-parameter', {
    ...options,
    overwrite,
    region,
    value: 'file:///dev/stdin',
  });
  return `(printf 'Value: ' >&2; stty -echo; IFS= read -r value; stty echo; printf '%s' "$value") | ${command}`;
}
