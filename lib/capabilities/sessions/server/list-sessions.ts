import 'server-only';
import { DescribeSessionsCommand, type Session, type SessionFilter } from '@aws-sdk/client-ssm';
import { readablePart, roleSessionName } from '@/lib/aws/role-session-name';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { listInput, type SessionRow } from '../contract';
import { ownerName, startedBy } from '../model';

/** AWS's own limit for a page of DescribeSessions (SSM API reference). */
const sessionsPerPageMax = 200;

/** Live (`Active`) or past (`History`, 30 days) sessions of one scope, a page a call. */
export const listSessions = inScope
  .meta({ needs: ['ssm:DescribeSessions'] })
  .input(listInput)
  .query(async ({ ctx, input }): Promise<Page<SessionRow>> => {
    const filters: SessionFilter[] = input.target ? [{ key: 'Target', value: input.target }] : [];
    const { Sessions = [], NextToken } = await ctx.aws.ssm().send(
      new DescribeSessionsCommand({
        State: input.state,
        MaxResults: sessionsPerPageMax,
        NextToken: input.next ?? undefined,
        Filters: filters.length > 0 ? filters : undefined,
      }),
    );
    const me = roleSessionName(ctx.person);
    return { items: Sessions.flatMap((session) => rowOf(session, me)), next: NextToken || null };
  });

/** A session without an id or a target is none that anybody could act on: it is left out. */
function rowOf(session: Session, me: string): SessionRow[] {
  const { SessionId: id, Target: target } = session;
  if (!id || !target) return [];
  return [
    {
      id,
      target,
      status: session.Status ?? 'Connecting',
      startedAt: session.StartDate?.getTime() ?? null,
      endedAt: session.EndDate?.getTime() ?? null,
      document: session.DocumentName ?? null,
      owner: session.Owner ?? null,
      ownerName: readablePart(ownerName(session.Owner ?? null) ?? '') || null,
      mine: startedBy(id, me),
      reason: session.Reason ?? null,
      details: session.Details || null,
      s3Url: session.OutputUrl?.S3OutputUrl || null,
      cloudWatchUrl: session.OutputUrl?.CloudWatchOutputUrl || null,
    },
  ];
}
