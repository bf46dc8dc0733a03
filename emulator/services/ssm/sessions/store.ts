import { AwsError } from '../../../server/aws-error';
import { type Place, Shelf, type World } from '../../../world/world';
import type { BoundValue } from '../documents/bind-parameters';
import type { SessionDocument } from '../documents/session-document';

/** As DescribeSessions shows it (API reference, SessionStatus). */
export const sessionStatuses = [
  'Connected',
  'Connecting',
  'Disconnected',
  'Terminated',
  'Terminating',
  'Failed',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** One session, live or past. Sockets are not here: they belong to the relay. */
export interface Session {
  readonly id: string;
  readonly place: Place;
  readonly target: string;
  /** ARN of who started it. */
  readonly owner: string;
  readonly documentName: string;
  /** The document as it was at the start, account preferences filled in. */
  readonly document: SessionDocument;
  readonly parameters: Readonly<Record<string, BoundValue>>;
  /** The caller's tag `SSMSessionRunAs`, or empty (user guide, "Turn on Run As support"). */
  readonly runAsUser: string;
  readonly reason?: string;
  readonly startedAtMs: number;
  status: SessionStatus;
  endedAtMs?: number;
  /** World time of the last input; the idle limit counts from here. */
  lastInputAtMs: number;
  /** Why it ended, in words for a person. */
  details?: string;
  /** Whether its node has written the log into the bucket and the log group of its document. */
  logged?: { readonly s3: boolean; readonly cloudWatch: boolean };
}

const sessions = new Shelf('ssm.sessions', () => new Map<string, Session>());

/** Sessions of one account and Region by id, oldest first. */
export const sessionsIn = (world: World, place: Place): Map<string, Session> => sessions.of(world, place);

/** By id alone, for data channels: their URL names neither account nor Region. */
export function findSession(world: World, id: string): Session | undefined {
  for (const [, mine] of sessions.places(world)) {
    const found = mine.get(id);
    if (found) return found;
  }
  return undefined;
}

export const allSessions = (world: World): Session[] =>
  sessions.places(world).flatMap(([, mine]) => [...mine.values()]);

/** Throws AWS's DoesNotExistException where this account and Region never had it. */
export function requireSession(world: World, place: Place, id: string): Session {
  const found = sessionsIn(world, place).get(id);
  if (!found) throw new AwsError('DoesNotExistException', `Session ${id} does not exist.`);
  return found;
}

export const isOver = (session: Session): boolean =>
  session.status === 'Terminated' || session.status === 'Failed';

export const sessionArn = (place: Place, id: string): string =>
  `arn:aws:ssm:${place.region}:${place.account}:session/${id}`;
