import 'server-only';
import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { readablePart } from '@/lib/aws/role-session-name';
import { inScope } from '@/lib/bff/procedure';
import { type EndedBy, endedByInput } from '../contract';

/** CloudTrail delivers an event up to about 15 minutes late … */
const lateMsMax = 900_000;
/** … and stamps it when the call was made. */
const aroundTheEndMs = 60_000;
/** LookupEvents answers 50 a page at two calls a second for the whole account: more pages would starve others. */
const pagesMax = 2;

const trail = z.object({ requestParameters: z.object({ sessionId: z.string() }) });

/**
 * Who called TerminateSession for this session, from CloudTrail. Nobody did when the shell was left with `exit`
 * or a limit was reached. A trail that may not be read is an answer too, not an error.
 */
export const endedBy = inScope
  .meta({ needs: ['cloudtrail:LookupEvents'] })
  .input(endedByInput)
  .query(({ ctx, input }) => whoTerminated(ctx.aws.cloudtrail(), input));

/** The same for a server that has the session's times. Never rejects. */
export async function whoTerminated(
  cloudtrail: CloudTrailClient,
  session: z.infer<typeof endedByInput>,
): Promise<EndedBy> {
  try {
    const event = await findTermination(cloudtrail, session);
    if (event?.Username && event.EventTime)
      return { known: true, who: readablePart(event.Username), at: event.EventTime.getTime() };
    return { known: false, why: notInTrail(Date.now() - session.endedAt) };
  } catch (error) {
    return { known: false, why: unreadTrail(error instanceof Error ? error.name : '') };
  }
}

async function findTermination(
  cloudtrail: CloudTrailClient,
  { sessionId, startedAt, endedAt }: z.infer<typeof endedByInput>,
): Promise<Event | undefined> {
  let next: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { Events = [], NextToken } = await cloudtrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'TerminateSession' }],
        StartTime: new Date(Math.max(startedAt, endedAt - aroundTheEndMs)),
        EndTime: new Date(endedAt + aroundTheEndMs),
        NextToken: next,
      }),
    );
    const found = Events.find((event) => sessionOf(event) === sessionId);
    if (found || !NextToken) return found;
    next = NextToken;
  }
  return undefined;
}

function sessionOf({ CloudTrailEvent }: Event): string | null {
  try {
    const read = trail.safeParse(JSON.parse(CloudTrailEvent ?? ''));
    return read.success ? read.data.requestParameters.sessionId : null;
  } catch {
    return null;
  }
}

const notInTrail = (sinceEndMs: number): string =>
  sinceEndMs < lateMsMax
    ? 'CloudTrail has no TerminateSession for it so far. It can be 15 minutes late.'
    : 'CloudTrail has no TerminateSession for it: it ended by itself or by a limit.';

const unreadTrail = (awsCode: string): string =>
  awsCode.startsWith('AccessDenied')
    ? 'You may not read CloudTrail (cloudtrail:LookupEvents).'
    : 'CloudTrail could not be read just now.';
