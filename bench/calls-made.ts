import { CloudTrailClient, type Event, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { EmulatorFacts } from '../scripts/run/emulator.mjs';
import { region } from './local-aws';

/** Calls by operation that people made through the console in one account and Region, as CloudTrail has them. */
export async function callsMade(
  { url, accessKeyId, secretAccessKey }: EmulatorFacts,
  person: string,
): Promise<ReadonlyMap<string, number>> {
  const client = new CloudTrailClient({
    endpoint: url,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const counts = new Map<string, number>();
  try {
    for await (const { Events = [] } of paginateLookupEvents({ client }, {}))
      for (const { EventName } of Events.filter((event) => isBy(event, person)))
        if (EventName) counts.set(EventName, (counts.get(EventName) ?? 0) + 1);
  } finally {
    client.destroy();
  }
  return counts;
}

/** The role session is named after the person (design: identity). */
const isBy = ({ Username, CloudTrailEvent }: Event, person: string): boolean =>
  Username?.includes(person) || CloudTrailEvent?.includes(`/${person}`) || false;
