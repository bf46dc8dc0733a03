import 'server-only';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { revealInput } from '../contract';

/**
 * A SecureString's plain value, asked for by a person's press and by nothing else. A mutation, so that no cache keeps
 * it and no refetch repeats it; CloudTrail shows the GetParameter and KMS's Decrypt under the person's name.
 */
export const revealValue = inScope
  .meta({ needs: ['ssm:GetParameter', 'kms:Decrypt'] })
  .input(revealInput)
  .mutation(async ({ ctx, input }): Promise<{ value: string; version: number }> => {
    const Name = input.version === undefined ? input.name : `${input.name}:${input.version}`;
    const { Parameter } = await ctx.aws.ssm().send(new GetParameterCommand({ Name, WithDecryption: true }));
    return { value: Parameter?.Value ?? '', version: Parameter?.Version ?? 0 };
  });
