import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { TestEmulator } from '@/emulator/testing/start';

/** What CloudTrail says happened under one event name, in the account of the emulator's own key. */
export async function trailOf(
  emulator: TestEmulator,
  eventName: string,
  region = 'eu-west-1',
): Promise<Event[]> {
  const trail = new CloudTrailClient({ endpoint: emulator.url, region, credentials: emulator.accessKey });
  try {
    const { Events = [] } = await trail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
      }),
    );
    return Events;
  } finally {
    trail.destroy();
  }
}
