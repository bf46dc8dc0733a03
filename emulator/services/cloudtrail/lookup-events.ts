import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import { type Call, operation } from '../../server/operation';
import { pageOf } from '../page';
import { eventsIn, type TrailEvent } from './event';

const attributeKeys = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
] as const;

const input = z.object({
  LookupAttributes: z
    .array(z.object({ AttributeKey: z.enum(attributeKeys), AttributeValue: z.string().min(1).max(2000) }))
    .default([]),
  StartTime: z.number().optional(),
  EndTime: z.number().optional(),
  EventCategory: z.enum(['insight']).optional(),
  MaxResults: z.number().int().optional(),
  NextToken: z.string().optional(),
});

type Asked = z.output<typeof input>;

/** CloudTrail API reference, LookupEvents: 1 to 50 a page, 50 unless told. */
const resultsMax = 50;
/** Event history goes back 90 days (CloudTrail User Guide, Working with CloudTrail event history). */
const historyMs = 90 * 86_400_000;

/** cloudtrail LookupEvents: what was really called here, newest first. */
export const lookupEvents = operation({
  name: 'LookupEvents',
  readOnly: true,
  leavesOut: 'Insights events; responseElements; the newest 20,000 events per account and Region are kept',
  input,
  access: () => [{ action: 'cloudtrail:LookupEvents', resource: '*' }],
  run(asked, call) {
    check(asked);
    const found = asked.EventCategory === 'insight' ? [] : matching(asked, call);
    const { items, next } = pageOf(found, newestFirst, {
      scope: ['LookupEvents', call.place, asked.LookupAttributes, asked.StartTime, asked.EndTime],
      token: asked.NextToken,
      size: asked.MaxResults ?? resultsMax,
      refuse: () => new AwsError('InvalidNextTokenException', 'Invalid token.'),
    });
    return { Events: items.map(shown), NextToken: next };
  },
});

function check({ LookupAttributes, StartTime, EndTime, MaxResults }: Asked): void {
  if (LookupAttributes.length > 1)
    throw new AwsError('InvalidLookupAttributesException', 'You can only specify one lookup attribute.');
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > resultsMax))
    throw new AwsError('InvalidMaxResultsException', `MaxResults must be between 1 and ${resultsMax}.`);
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
}

function matching({ LookupAttributes, StartTime, EndTime }: Asked, call: Call): TrailEvent[] {
  const from = Math.max(call.now - historyMs, (StartTime ?? 0) * 1000);
  const to = EndTime === undefined ? Number.POSITIVE_INFINITY : EndTime * 1000;
  const [attribute] = LookupAttributes;
  return eventsIn(call.world, call.place)
    .filter(({ atMs }) => atMs >= from && atMs <= to)
    .filter((event) => !attribute || fits(event, attribute.AttributeKey, attribute.AttributeValue))
    .reverse();
}

function fits(event: TrailEvent, key: (typeof attributeKeys)[number], value: string): boolean {
  if (key === 'ResourceType') return event.resources.some(({ ResourceType }) => ResourceType === value);
  if (key === 'ResourceName') return event.resources.some(({ ResourceName }) => ResourceName === value);
  const own = {
    EventId: event.id,
    EventName: event.name,
    EventSource: event.source,
    ReadOnly: String(event.readOnly),
    Username: event.userName,
    AccessKeyId: event.accessKeyId,
  };
  return own[key] === value;
}

/** Smaller for newer: what pages are cut by. New events arrive before the first page and shift nothing. */
const newestFirst = ({ sequence }: TrailEvent) => String(Number.MAX_SAFE_INTEGER - sequence);

const shown = (event: TrailEvent) => ({
  EventId: event.id,
  EventName: event.name,
  ReadOnly: String(event.readOnly),
  AccessKeyId: event.accessKeyId,
  EventTime: new Date(event.atMs),
  EventSource: event.source,
  Username: event.userName,
  Resources: event.resources,
  CloudTrailEvent: JSON.stringify(event.event),
});
