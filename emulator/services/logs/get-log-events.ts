import { z } from 'zod';
import { operation } from '../../server/operation';
import { lastKeyGiven, pageToken } from '../page';
import { badToken, groupAsked, groupMembers, instant, streamName, token } from './shapes';
import { findGroup, findStream, type LogEvent, onLogs } from './store';

/** "As many log events as can fit in a response size of 1 MB, up to 10,000 log events." */
const eventsMax = 10_000;
const pageBytesMax = 1_048_576;

/** GetLogEvents (CloudWatch Logs API reference): one stream, by pages forward and backward. */
export const getLogEvents = operation({
  name: 'GetLogEvents',
  readOnly: true,
  leavesOut: 'unmask',
  input: z.object({
    ...groupMembers,
    logStreamName: streamName,
    startTime: instant.optional(),
    endTime: instant.optional(),
    nextToken: token.optional(),
    limit: z.number().int().min(1).max(eventsMax).optional(),
    startFromHead: z.boolean().optional(),
    unmask: z.boolean().optional(),
  }),
  access: (asked, call) => onLogs(call, 'GetLogEvents', groupAsked(asked, call.place), asked.logStreamName),
  run: (asked, call) => {
    const group = findGroup(call, groupAsked(asked, call.place));
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = asked;
    const events = findStream(group, asked.logStreamName).events.filter(
      ({ timestamp }) => timestamp >= startTime && timestamp < endTime,
    );
    const scope = ['GetLogEvents', call.place, group.name, asked.logStreamName, startTime, asked.endTime];
    const [from, to] = windowOf(events, asked, scope);
    return {
      events: events.slice(from, to).map(({ timestamp, message, ingestionTime }) => ({
        timestamp,
        message,
        ingestionTime,
      })),
      // At the end the same token comes back: that is how callers know (API reference, nextForwardToken).
      nextForwardToken: `f/${pageToken(scope, String(to))}`,
      nextBackwardToken: `b/${pageToken(scope, String(from))}`,
    };
  },
});

/** Which events a page has: forward from a place, backward from one, or the newest. Both ends of the range are indexes. */
function windowOf(
  events: readonly LogEvent[],
  asked: { nextToken?: string | undefined; limit?: number | undefined; startFromHead?: boolean | undefined },
  scope: unknown,
): [from: number, to: number] {
  const limit = asked.limit ?? eventsMax;
  const given = /^([fb])\/(.+)$/.exec(asked.nextToken ?? '');
  if (asked.nextToken !== undefined && !given) throw badToken();
  const at = Number(lastKeyGiven({ scope, token: given?.[2], refuse: badToken }) ?? 0);
  const backward = given ? given[1] === 'b' : !asked.startFromHead;
  if (!backward) return [at, at + fitting(events.slice(at, at + limit))];
  const end = given ? at : events.length;
  return [end - fitting(events.slice(Math.max(0, end - limit), end).reverse()), end];
}

/** How many of these events fit into one answer; always one. */
function fitting(events: readonly LogEvent[]): number {
  let bytes = 0;
  const over = events.findIndex(({ message }, index) => {
    bytes += Buffer.byteLength(message);
    return bytes > pageBytesMax && index > 0;
  });
  return over < 0 ? events.length : over;
}
