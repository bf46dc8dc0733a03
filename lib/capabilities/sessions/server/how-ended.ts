import 'server-only';
import { DescribeSessionsCommand } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type HowEnded, resumeInput } from '../contract';
import { whoTerminated } from './ended-by';

/**
 * Why a session of one's own is over, and by whom, where the connection was gone when it ended: AWS's own words
 * first, else who called TerminateSession. Both null where neither is known.
 */
export const howEnded = inScope
  .meta({ needs: ['ssm:DescribeSessions', 'cloudtrail:LookupEvents'] })
  .input(resumeInput)
  .query(async ({ ctx, input: { sessionId } }): Promise<HowEnded> => {
    const { Sessions = [] } = await ctx.aws.ssm().send(
      new DescribeSessionsCommand({
        State: 'History',
        Filters: [{ key: 'SessionId', value: sessionId }],
      }),
    );
    const session = Sessions.find(({ SessionId }) => SessionId === sessionId);
    if (!session || session.Details) return { details: session?.Details ?? null, by: null };
    const endedAt = session.EndDate?.getTime() ?? Date.now();
    const startedAt = session.StartDate?.getTime() ?? endedAt;
    const by = await whoTerminated(ctx.aws.cloudtrail(), { sessionId, startedAt, endedAt });
    return { details: null, by: by.known ? by.who : null };
  });
