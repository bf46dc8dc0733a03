import 'server-only';
import { DeleteParametersCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type DeleteOutcome, deleteInput } from '../contract';

/** Deletes up to ten parameters, all versions of each. What was gone already is named, not an error. */
export const deleteParameters = inScope
  .meta({ needs: ['ssm:DeleteParameters'] })
  .input(deleteInput)
  .mutation(async ({ ctx, input }): Promise<DeleteOutcome> => {
    const { DeletedParameters = [], InvalidParameters = [] } = await ctx.aws
      .ssm({ retry: 'never' })
      .send(new DeleteParametersCommand({ Names: input.names }));
    return { deleted: DeletedParameters, notFound: InvalidParameters };
  });
