import { z } from 'zod';
import { operation } from '../../server/operation';
import { byKey, pageOf } from '../page';
import { badToken, groupAsked, groupMembers, invalidParameter, streamName, token } from './shapes';
import { findGroup, groupArn, type LogStream, onLogs } from './store';

const pageSizeMax = 50;

/** DescribeLogStreams (CloudWatch Logs API reference): by name, or by the time of the last event. */
export const describeLogStreams = operation({
  name: 'DescribeLogStreams',
  readOnly: true,
  input: z.object({
    ...groupMembers,
    logStreamNamePrefix: streamName.optional(),
    orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
    descending: z.boolean().default(false),
    nextToken: token.optional(),
    limit: z.number().int().min(1).max(pageSizeMax).optional(),
  }),
  access: (asked, call) => onLogs(call, 'DescribeLogStreams', groupAsked(asked, call.place)),
  run: (asked, call) => {
    const { logStreamNamePrefix: prefix = '', orderBy, descending } = asked;
    if (orderBy === 'LastEventTime' && prefix !== '')
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    const group = findGroup(call, groupAsked(asked, call.place));
    const found = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix));
    const keyOf = orderBy === 'LastEventTime' ? timeKey : ({ name }: LogStream) => name;
    const sorted = descending ? found.sort(byKey(keyOf)).reverse() : found.sort(byKey(keyOf));
    // Pages want rising keys; a place in the order is one, whichever way it goes.
    const places = new Map(sorted.map((stream, index) => [stream, String(index).padStart(9, '0')]));
    const page = pageOf(sorted, (stream) => places.get(stream) ?? '', {
      scope: ['DescribeLogStreams', call.place, group.name, prefix, orderBy, descending],
      token: asked.nextToken,
      size: asked.limit ?? pageSizeMax,
      refuse: badToken,
    });
    const logStreams = page.items.map(({ name, createdAtMs, events }) => ({
      logStreamName: name,
      creationTime: createdAtMs,
      firstEventTimestamp: events[0]?.timestamp,
      lastEventTimestamp: events.at(-1)?.timestamp,
      lastIngestionTime: events.at(-1)?.ingestionTime,
      uploadSequenceToken: String(events.length + 1),
      arn: `${groupArn(call.place, group.name)}:log-stream:${name}`,
      // "As of June 2019 … always zero" (API reference, LogStream).
      storedBytes: 0,
    }));
    return { logStreams, nextToken: page.next };
  },
});

const timeKey = ({ name, events }: LogStream) =>
  `${String(events.at(-1)?.timestamp ?? 0).padStart(16, '0')} ${name}`;
