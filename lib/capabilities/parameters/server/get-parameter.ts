import 'server-only';
import {
  DescribeParametersCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { Problem } from '@/lib/kernel/problem';
import { getInput, type ParameterDetail } from '../contract';
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
    return { ...row, tags, value: row.type === 'SecureString' ? null : await readPlain(ssm, input.name) };
  });

async function readRow(ssm: SSMClient, name: string) {
  const { Parameters = [] } = await ssm.send(
    new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }] }),
  );
  return Parameters.flatMap(rowOf)[0];
}

async function readPlain(ssm: SSMClient, name: string): Promise<string> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: false }));
  return Parameter?.Value ?? '';
}

/** Null where the tags may not be read: the parameter is worth showing without them. */
async function readTags(ssm: SSMClient, name: string): Promise<ParameterDetail['tags']> {
  const request = new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: name });
  const answer = await ssm.send(request).catch(() => null);
  return (
    answer?.TagList?.flatMap(({ Key, Value }) => (Key ? [{ key: Key, value: Value ?? '' }] : [])) ?? null
  );
}
