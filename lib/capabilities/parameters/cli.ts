import { awsCli, cliLines } from '@/lib/kernel/cli';
import type { Scope } from '@/lib/kernel/scope';
import { namesPerCallMax, type ParameterTier, type ParameterType } from './contract';
import { inGroups } from './model';

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

/** DeleteParameters takes ten names a call: more are several commands, one a line. */
export const deleteCli = ({ region }: Scope, names: readonly string[]): string =>
  names.length === 1
    ? awsCli('ssm', 'delete-parameter', { name: names[0], region })
    : cliLines(
        inGroups(names, namesPerCallMax).map((group) =>
          awsCli('ssm', 'delete-parameters', { names: group, region }),
        ),
      );

export interface PutCliInput {
  readonly name: string;
  readonly value: string;
  readonly type: ParameterType;
  readonly description?: string | undefined;
  readonly tier?: ParameterTier | undefined;
  readonly keyId?: string | undefined;
  readonly allowedPattern?: string | undefined;
  readonly dataType?: string | undefined;
  readonly creates: boolean;
}

/**
 * The whole request as JSON, because the CLI reads values such as `file://…` and `https://…` as places to load from.
 * A SecureString's value is asked for by the shell instead, without echo, so that it is in no history and no process list.
 */
export function putCli({ region }: Scope, input: PutCliInput): string {
  const request = {
    Name: input.name,
    Type: input.type,
    Description: input.description || undefined,
    Tier: input.tier,
    KeyId: input.type === 'SecureString' ? input.keyId : undefined,
    AllowedPattern: input.allowedPattern,
    DataType: input.dataType,
    Overwrite: input.creates ? undefined : true,
  };
  if (input.type !== 'SecureString')
    return awsCli('ssm', 'put-parameter', { cliInputJson: { ...request, Value: input.value }, region });
  const command = awsCli('ssm', 'put-parameter', {
    cliInputJson: request,
    value: 'file:///dev/stdin',
    region,
  });
  return `(printf 'Value: ' >&2; stty -echo; IFS= read -r value; stty echo; printf '%s' "$value") | ${command}`;
}
