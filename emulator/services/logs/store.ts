import { AwsError } from '../../server/aws-error';
import type { AccessRequest, Call } from '../../server/operation';
import { tagsOf } from '../../world/tags';
import { type Place, Shelf, type World } from '../../world/world';

/** One event of a log stream. */
export interface LogEvent {
  /** Epoch milliseconds, as whoever wrote it says. */
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  /** Rises with every event of the world: the order of arrival, and the event's id. */
  readonly sequence: number;
}

export interface LogStream {
  readonly name: string;
  readonly createdAtMs: number;
  /** By timestamp, those of one timestamp in order of arrival. */
  readonly events: LogEvent[];
}

export interface LogGroup {
  readonly name: string;
  readonly createdAtMs: number;
  /** ARN of the key that encrypts it; undefined: as CloudWatch Logs does by itself. */
  kmsKeyId?: string | undefined;
  readonly streams: Map<string, LogStream>;
}

const groups = new Shelf('logs.groups', () => new Map<string, LogGroup>());
const counters = new Shelf('logs.sequence', () => ({ last: 0 }));

export const groupsIn = (world: World, place: Place): Map<string, LogGroup> => groups.of(world, place);

export function nextSequence(world: World): number {
  const counter = counters.of(world);
  counter.last += 1;
  return counter.last;
}

/** A new, empty group; seeds use it too. */
export function addGroup(world: World, place: Place, name: string, kmsKeyId?: string): LogGroup {
  const made = { name, createdAtMs: world.clock.now(), kmsKeyId, streams: new Map() };
  groupsIn(world, place).set(name, made);
  return made;
}

/** Throws ResourceNotFoundException in CloudWatch Logs' words. */
export function findGroup({ world, place }: Call, name: string): LogGroup {
  const found = groupsIn(world, place).get(name);
  if (!found) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return found;
}

export function findStream(group: LogGroup, name: string): LogStream {
  const found = group.streams.get(name);
  if (!found) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return found;
}

export const groupArn = ({ account, region }: Place, group: string): string =>
  `arn:aws:logs:${region}:${account}:log-group:${group}`;

/** Asks about a group, or about one of its streams where the action has streams for resources. */
export function onLogs(call: Call, action: string, group: string, stream?: string): AccessRequest[] {
  const arn = groupArn(call.place, group);
  const tags = [...tagsOf(call.world, arn)].map(([key, value]) => [`aws:ResourceTag/${key}`, value] as const);
  // IAM sees groups with a trailing `:*` (Service Authorization Reference, CloudWatch Logs).
  const resource = stream === undefined ? `${arn}:*` : `${arn}:log-stream:${stream}`;
  return [{ action: `logs:${action}`, resource, keys: Object.fromEntries(tags) }];
}
