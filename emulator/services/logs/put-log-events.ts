import { z } from 'zod';
import { operation } from '../../server/operation';
import { groupName, instant, invalidParameter, streamName } from './shapes';
import { findGroup, findStream, type LogEvent, nextSequence, onLogs } from './store';

/** Quotas of PutLogEvents (API reference): a batch, and what each event counts besides its message. */
const batchBytesMax = 1_048_576;
const eventOverheadBytes = 26;
/** Events further ahead than this, or older, are rejected one by one (API reference, RejectedLogEventsInfo). */
const aheadMsMax = 2 * 3_600_000;
const oldMsMax = 14 * 24 * 3_600_000;
const spanMsMax = 24 * 3_600_000;

const input = z.object({
  logGroupName: groupName,
  logStreamName: streamName,
  logEvents: z
    .array(z.object({ timestamp: instant, message: z.string().min(1) }))
    .min(1)
    .max(10_000),
  /** "Ignored … always accepted" since 2023. */
  sequenceToken: z.string().min(1).optional(),
});
type Given = z.infer<typeof input>['logEvents'];

/** PutLogEvents (CloudWatch Logs API reference). A data event to CloudTrail, as it is to AWS's. */
export const putLogEvents = operation({
  name: 'PutLogEvents',
  readOnly: false,
  leavesOut: 'entities; expiry by retention',
  recorded: false,
  input,
  access: (asked, call) => onLogs(call, 'PutLogEvents', asked.logGroupName, asked.logStreamName),
  run: (asked, call) => {
    const stream = findStream(findGroup(call, asked.logGroupName), asked.logStreamName);
    refuseBatch(asked.logEvents);
    const now = call.now;
    const taken = asked.logEvents.filter(
      ({ timestamp }) => timestamp <= now + aheadMsMax && timestamp >= now - oldMsMax,
    );
    for (const event of taken)
      insert(stream.events, { ...event, ingestionTime: now, sequence: nextSequence(call.world) });
    return {
      nextSequenceToken: String(stream.events.length),
      rejectedLogEventsInfo: rejected(asked.logEvents, now),
    };
  },
});

function refuseBatch(events: Given): void {
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + eventOverheadBytes, 0);
  if (bytes > batchBytesMax)
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${batchBytesMax}`);
  const times = events.map(({ timestamp }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? time)))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > spanMsMax)
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
}

/** Mostly at the end; late ones find their place behind those of the same time. */
function insert(events: LogEvent[], event: LogEvent): void {
  let at = events.length;
  while (at > 0 && (events[at - 1]?.timestamp ?? 0) > event.timestamp) at -= 1;
  events.splice(at, 0, event);
}

/** Indexes as the API gives them: the first too new, and one past the last too old. */
function rejected(events: Given, now: number) {
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + aheadMsMax);
  const tooOld = events.filter(({ timestamp }) => timestamp < now - oldMsMax).length;
  if (tooNew < 0 && tooOld === 0) return undefined;
  return {
    ...(tooNew < 0 ? {} : { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
  };
}
