import 'server-only';
import {
  DescribeParametersCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  type ParameterMetadata,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { awsProblem, isAwsError } from '@/lib/aws/aws-problem';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import { getInput, type ParameterDetail, type ParameterRow } from '../contract';
import { rowOf } from './parameter-row';

/** One parameter with its facts, its tags where they may be read, and its value unless it is a SecureString. */
export const getParameter = inScope
  .meta({ needs: ['ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:ListTagsForResource'] })
  .input(getInput)
  .query(async ({ ctx, input }): Promise<ParameterDetail> => {
    const ssm = ctx.aws.ssm();
    const [row, tags] = await Promise.all([readRow(ssm, input.name), readTags(ssm, input.name)]);
    if (!row) {
      throw new Problem('not-found', {
        message: `There is no parameter ${input.name} here.`,
        action: 'ssm:DescribeParameters',
        resource: input.name,
        scope: ctx.scope,
        nextStep: 'Check the account and Region, or whether somebody deleted it.',
      });
    }
    return { ...row, ...(await readNow(ssm, row)), tags };
  });

async function readRow(ssm: SSMClient, name: string) {
  const { Parameters = [] } = await ssm.send(
    new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }] }),
  );
  return Parameters.flatMap((metadata) =>
    rowOf(metadata).map((row) => ({ ...row, policies: policiesOf(metadata) })),
  )[0];
}

const policiesOf = ({ Policies = [] }: ParameterMetadata): ParameterDetail['policies'] =>
  Policies.map(({ PolicyType, PolicyStatus, PolicyText }) => ({
    type: PolicyType ?? 'Unknown',
    status: PolicyStatus ?? null,
    text: PolicyText ?? '',
  }));

/**
 * Version and value from one answer. DescribeParameters may be ahead of GetParameter or behind it: an edit that began
 * from the one's value and the other's number could overwrite a version that nobody was shown.
 */
async function readNow(ssm: SSMClient, row: ParameterRow) {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: row.name, WithDecryption: false }));
  const version = Parameter?.Version ?? row.version;
  return {
    version,
    value: row.type === 'SecureString' ? null : (Parameter?.Value ?? ''),
    changedAt: Parameter?.LastModifiedDate?.getTime() ?? row.changedAt,
    changedBy: version === row.version ? row.changedBy : null,
  };
}

/** Null where the tags may not be read: the parameter is worth showing without them. */
async function readTags(ssm: SSMClient, name: string): Promise<ParameterDetail['tags']> {
  try {
    const { TagList = [] } = await ssm.send(
      new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: name }),
    );
    return TagList.flatMap(({ Key, Value }) => (Key ? [{ key: Key, value: Value ?? '' }] : []));
  } catch (error) {
    // A parameter that is not there has no tags either: that is told once, by what is read beside this.
    if (isAwsError(error) && ['forbidden', 'not-found', 'invalid'].includes(awsProblem(error).code))
      return null;
    throw error;
  }
}
