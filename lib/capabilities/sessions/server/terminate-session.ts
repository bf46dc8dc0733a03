import 'server-only';
import { TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { terminateInput } from '../contract';

/** Ends a session, one's own or, where IAM allows it, another person's. Ending an ended one is no error at AWS. */
export const terminateSession = inScope
  .meta({ needs: ['ssm:TerminateSession'] })
  .input(terminateInput)
  .mutation(async ({ ctx, input }): Promise<{ sessionId: string }> => {
    await ctx.aws.ssm().send(new TerminateSessionCommand({ SessionId: input.sessionId }));
    return { sessionId: input.sessionId };
  });
