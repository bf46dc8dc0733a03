import { z } from 'zod';
import type { DocumentFacts, Logging, SessionRow } from './contract';

/** The account's own preferences: what StartSession uses when no document is named (Session Manager user guide). */
export const preferencesDocument = 'SSM-SessionManagerRunShell';

/**
 * Whether AWS made this session id for a caller with this role session name: the id is
 * `<role session name>-<17 letters and digits>`. The tail may hold no dash, or `ada` would own `ada-b-0f3…`.
 */
export function startedBy(sessionId: string, roleSessionName: string): boolean {
  const head = `${roleSessionName}-`;
  return sessionId.startsWith(head) && /^[0-9a-z]{13,32}$/.test(sessionId.slice(head.length));
}

/** The last part of the owner's ARN: the role session name, which names the person. */
export const ownerName = (owner: string | null): string | null => owner?.split('/').at(-1) ?? null;

// Documents carry empty strings for what is not set, and text instead of numbers; both schema versions in use are "1.0".
const text = z.string().trim().catch('');
const sessionDocument = z.object({
  sessionType: text,
  inputs: z
    .object({
      s3BucketName: text,
      s3KeyPrefix: text,
      cloudWatchLogGroupName: text,
      kmsKeyId: text,
      idleSessionTimeout: text,
      maxSessionDuration: text,
    })
    .partial()
    .default({}),
});

const minutes = (written: string | undefined): number | null => {
  const value = Number(written);
  return written && Number.isInteger(value) && value > 0 ? value : null;
};

function loggingOf(inputs: z.infer<typeof sessionDocument>['inputs']): Logging {
  const s3 = inputs.s3BucketName ? [inputs.s3BucketName, inputs.s3KeyPrefix].filter(Boolean).join('/') : null;
  const cloudWatch = inputs.cloudWatchLogGroupName || null;
  return s3 || cloudWatch ? { is: 'logged', s3, cloudWatch } : { is: 'not-logged' };
}

/** Reads the content of a session document (JSON text). What is not a session document is `unknown`, never a guess. */
export function documentFacts(name: string, content: string): DocumentFacts {
  const read = sessionDocument.safeParse(parseJson(content));
  if (!read.success)
    return unreadDocument(name, 'The session document is not in the form that AWS documents.');
  const { inputs } = read.data;
  return {
    name,
    logging: loggingOf(inputs),
    kmsKey: inputs.kmsKeyId || null,
    idleMinutes: minutes(inputs.idleSessionTimeout),
    maxMinutes: minutes(inputs.maxSessionDuration),
  };
}

/** Whether a session document says itself where sessions go and how long they last: only shells' own kind does. */
export function hasOwnInputs(content: string): boolean {
  const read = sessionDocument.safeParse(parseJson(content));
  return !read.success || read.data.sessionType === 'Standard_Stream';
}

/** Facts of an account without preferences: nothing is kept and nothing is encrypted with a key of its own. */
export const absentPreferences: DocumentFacts = {
  name: preferencesDocument,
  logging: { is: 'not-logged' },
  kmsKey: null,
  idleMinutes: null,
  maxMinutes: null,
};

export const unreadDocument = (name: string, why: string): DocumentFacts => ({
  name,
  logging: { is: 'unknown', why },
  kmsKey: null,
  idleMinutes: null,
  maxMinutes: null,
});

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** "To S3 bucket/prefix and CloudWatch Logs group", "Not logged", or why it is not known. */
export function loggingWords(logging: Logging): string {
  if (logging.is === 'not-logged') return 'Not logged';
  if (logging.is === 'unknown') return 'Not known';
  const places = [
    logging.s3 && `S3 ${logging.s3}`,
    logging.cloudWatch && `CloudWatch Logs ${logging.cloudWatch}`,
  ];
  return `Logged to ${places.filter(Boolean).join(' and ')}`;
}

/** Where a past session was logged, as DescribeSessions tells: AWS leaves both out when nothing was kept. */
export function loggedWords({ s3Url, cloudWatchUrl }: SessionRow): string | null {
  const places = [s3Url && 'S3', cloudWatchUrl && 'CloudWatch Logs'].filter(Boolean);
  return places.length > 0 ? places.join(' and ') : null;
}

const whyEnded: Record<string, string> = {
  Terminated: 'Ended normally or by TerminateSession',
  Terminating: 'Being ended',
  Failed: 'Failed to start or broke off',
};

/** Why a session ended, as far as its status tells; `details` is AWS's own text where it gave one. */
export const endWords = (row: SessionRow): string => row.details ?? whyEnded[row.status] ?? '–';

/** Own sessions first, then the newest. */
export function inOrder<Row extends SessionRow>(rows: readonly Row[]): Row[] {
  return [...rows].sort(
    (one, other) => Number(other.mine) - Number(one.mine) || (other.startedAt ?? 0) - (one.startedAt ?? 0),
  );
}

/** Whether a session can still be ended: AWS lists these three under `Active`. */
export const isLiveSession = ({ status }: SessionRow): boolean =>
  status === 'Connected' || status === 'Connecting' || status === 'Disconnected';
