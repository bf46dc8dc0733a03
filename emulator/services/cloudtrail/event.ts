import { Shelf, type World } from '../../world/world';

/** One recorded call. */
export interface TrailEvent {
  readonly id: string;
  /** Counts up in the order the calls ended: several share a millisecond. */
  readonly sequence: number;
  readonly name: string;
  readonly source: string;
  readonly atMs: number;
  readonly readOnly: boolean;
  readonly userName: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly resources: readonly TrailResource[];
  /** The whole event; `CloudTrailEvent` carries it as JSON, written when somebody looks. */
  readonly event: Readonly<Record<string, unknown>>;
}

export interface TrailResource {
  readonly ResourceType: string;
  readonly ResourceName: string;
}

/** Oldest first, in the order the calls ended. */
const events = new Shelf('cloudtrail.events', (): TrailEvent[] => []);

/** AWS keeps 90 days; a load test makes more in a minute than memory should hold. Past a quarter more, the oldest go. */
const eventsKept = 20_000;

export const eventsIn = (world: World, place: { account: string; region: string }): readonly TrailEvent[] =>
  events.of(world, place);

export function addEvent(
  world: World,
  place: { account: string; region: string },
  event: Omit<TrailEvent, 'sequence'>,
): void {
  const kept = events.of(world, place);
  kept.push({ ...event, sequence: (kept.at(-1)?.sequence ?? 0) + 1 });
  if (kept.length > eventsKept * 1.25) kept.splice(0, kept.length - eventsKept);
}
