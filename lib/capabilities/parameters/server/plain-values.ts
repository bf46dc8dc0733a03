import 'server-only';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type PlainValue, valuesInput } from '../contract';

/**
 * Values of up to ten String and StringList parameters, for the rows on screen. Asked without decryption, and what is
 * a SecureString all the same is left out: not even its ciphertext goes to the page.
 */
export const plainValues = inScope
  .meta({ needs: ['ssm:GetParameters'] })
  .input(valuesInput)
  .query(async ({ ctx, input }): Promise<readonly PlainValue[]> => {
    const { Parameters = [] } = await ctx.aws
      .ssm()
      .send(new GetParametersCommand({ Names: input.names, WithDecryption: false }));
    return Parameters.flatMap(({ Name, Type, Value, Version }) =>
      Name && Value !== undefined && Type !== 'SecureString'
        ? [{ name: Name, value: Value, version: Version ?? 1 }]
        : [],
    );
  });
