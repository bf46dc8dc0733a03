import 'server-only';
import { ResumeSessionCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type ResumedSession, resumeInput } from '../contract';
import { refuseForeign } from './refuse-foreign';
import { ticketOf } from './ticket';

/** A new token for a session of one's own after its connection was lost; null when the session is over. */
export const resumeSession = inScope
  .meta({ needs: ['ssm:ResumeSession'] })
  .input(resumeInput)
  .mutation(async ({ ctx, input }): Promise<ResumedSession> => {
    refuseForeign(input.sessionId, ctx);
    // Not repeated here: the shell asks again at its own pace, and a burnt answer would cost it a token.
    const ssm = ctx.aws.ssm({ retry: 'never' });
    return await ssm
      .send(new ResumeSessionCommand({ SessionId: input.sessionId }))
      .then(ticketOf, overIsNull);
  });

/** A session that AWS does not know any more is as over as one that it gives no token for. */
function overIsNull(error: unknown): null {
  if (error instanceof Error && error.name === 'DoesNotExistException') return null;
  throw error;
}
