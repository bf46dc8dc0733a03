import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { epochSeconds } from '../../epoch-seconds';
import { byKey, pageOf } from '../../page';
import { onAnyResource } from '../access';
import { outputUrl } from './logged-places';
import { matches, sessionFilter } from './session-filters';
import { isOver, type Session, sessionsIn } from './store';

/** The API reference: "terminated sessions from the past 30 days". */
const historyMs = 30 * 24 * 3600_000;
/** botocore shape SessionMaxResults goes to 200; how many come unasked is not documented. */
const pageSizeDefault = 200;

/** DescribeSessions (Systems Manager API reference), newest first. */
export const describeSessions = operation({
  name: 'DescribeSessions',
  readOnly: true,
  leavesOut: 'AWS documents OutputUrl as reserved: here it says where a log was really written, once it is',
  input: z.object({
    State: z.enum(['Active', 'History']),
    MaxResults: z.number().int().min(1).max(200).optional(),
    NextToken: z.string().optional(),
    Filters: z.array(sessionFilter).min(1).max(6).optional(),
  }),
  access: (_input, { place }) => [onAnyResource(place, 'DescribeSessions')],
  run: (input, { world, place, now }) => {
    const found = [...sessionsIn(world, place).values()].filter((session) => {
      const wanted =
        input.State === 'Active'
          ? !isOver(session)
          : isOver(session) && now - (session.endedAtMs ?? session.startedAtMs) <= historyMs;
      return wanted && (input.Filters ?? []).every((filter) => matches(session, filter));
    });
    const page = pageOf(found.sort(newestFirst), ageKey, {
      scope: ['DescribeSessions', place, input.State, input.Filters],
      token: input.NextToken,
      size: input.MaxResults ?? pageSizeDefault,
      refuse: () => new AwsError('InvalidNextToken', 'The specified token is not valid.'),
    });
    return { Sessions: page.items.map(describe), NextToken: page.next };
  },
});

/** Sorts the newest first in plain string order: a page goes on where the last one ended, whatever starts meanwhile. */
const ageKey = (session: Session) =>
  `${String(Number.MAX_SAFE_INTEGER - session.startedAtMs).padStart(16, '0')} ${session.id}`;
const newestFirst = byKey(ageKey);

function describe(session: Session) {
  const { maxSessionDuration } = session.document.inputs;
  return {
    SessionId: session.id,
    Target: session.target,
    Status: session.status,
    StartDate: epochSeconds(session.startedAtMs),
    EndDate: session.endedAtMs === undefined ? undefined : epochSeconds(session.endedAtMs),
    DocumentName: session.documentName,
    Owner: session.owner,
    Reason: session.reason,
    Details: session.details,
    OutputUrl: outputUrl(session),
    MaxSessionDuration: maxSessionDuration || undefined,
    AccessType: 'Standard',
  };
}
