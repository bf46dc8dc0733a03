import { z } from 'zod';
import { operation } from '../../server/operation';
import { byKey, pageOf } from '../page';
import { termsFilter } from './filter-pattern';
import { badToken, groupAsked, groupMembers, instant, invalidParameter, streamName, token } from './shapes';
import { findGroup, findStream, type LogEvent, type LogGroup, onLogs } from './store';

/** FilterLogEvents (CloudWatch Logs API reference): events of many streams, by time. */
export const filterLogEvents = operation({
  name: 'FilterLogEvents',
  readOnly: true,
  leavesOut: 'Patterns for JSON and columns, and regular expressions: InvalidParameterException. unmask.',
  input: z.object({
    ...groupMembers,
    logStreamNames: z.array(streamName).min(1).max(100).optional(),
    logStreamNamePrefix: streamName.optional(),
    startTime: instant.optional(),
    endTime: instant.optional(),
    filterPattern: z.string().max(1024).optional(),
    nextToken: token.optional(),
    limit: z.number().int().min(1).max(10_000).optional(),
    interleaved: z.boolean().optional(),
    unmask: z.boolean().optional(),
  }),
  access: (asked, call) => onLogs(call, 'FilterLogEvents', groupAsked(asked, call.place)),
  run: (asked, call) => {
    const group = findGroup(call, groupAsked(asked, call.place));
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = asked;
    const wanted = termsFilter(asked.filterPattern ?? '');
    const found = streamsAsked(group, asked)
      .flatMap(({ name, events }) => events.map((event) => ({ ...event, stream: name })))
      .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && wanted(message))
      .sort(byKey(orderKey));
    const page = pageOf(found, orderKey, {
      scope: ['FilterLogEvents', call.place, { ...asked, nextToken: undefined, limit: undefined }],
      token: asked.nextToken,
      size: asked.limit ?? 10_000,
      refuse: badToken,
    });
    const events = page.items.map(({ stream, timestamp, message, ingestionTime, sequence }) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime,
      eventId: String(sequence).padStart(56, '0'),
    }));
    return { events, searchedLogStreams: [], nextToken: page.next };
  },
});

const orderKey = ({ timestamp, sequence }: LogEvent) =>
  `${String(timestamp).padStart(16, '0')} ${String(sequence).padStart(16, '0')}`;

function streamsAsked(
  group: LogGroup,
  {
    logStreamNames,
    logStreamNamePrefix,
  }: { logStreamNames?: string[] | undefined; logStreamNamePrefix?: string | undefined },
) {
  if (logStreamNames && logStreamNamePrefix !== undefined)
    throw invalidParameter('logStreamNames and logStreamNamePrefix cannot be used together.');
  if (logStreamNames) return logStreamNames.map((name) => findStream(group, name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ''));
}
