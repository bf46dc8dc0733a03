import 'server-only';
import { type CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogPart } from '../document-contract';
import type { LogPlaces } from '../log-place';

/** A page of the stream from its head. At the end AWS answers the token it was asked with (GetLogEvents). */
export async function readCloudWatchLog(
  logs: CloudWatchLogsClient,
  { group, stream }: NonNullable<LogPlaces['cloudWatch']>,
  next: string | null,
): Promise<LogPart> {
  const { events = [], nextForwardToken } = await logs.send(
    new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: stream,
      startFromHead: true,
      nextToken: next ?? undefined,
    }),
  );
  const over = events.length === 0 || nextForwardToken === undefined || nextForwardToken === next;
  return {
    text: events.map(({ message = '' }) => (message.endsWith('\n') ? message : `${message}\n`)).join(''),
    next: over ? null : nextForwardToken,
    place: `${group}, ${stream}`,
  };
}
