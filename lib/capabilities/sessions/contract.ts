import { z } from 'zod';

/**
 * What crosses the wire between the console's pages and the BFF for Session Manager. Lengths and patterns are
 * those of the SSM API reference (StartSession, ResumeSession, TerminateSession, DescribeSessions, GetDocument).
 */
const sessionId = z.string().min(1).max(96);
const target = z
  .string()
  .regex(/^(i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$/, 'A node id such as i-0abc… or mi-0abc…');
export const documentName = z.string().regex(/^[a-zA-Z0-9_\-.:/]{3,128}$/);

export const startInput = z.object({
  target,
  /** Shown in DescribeSessions and CloudTrail. One line, as AWS's pattern `.{1,256}` asks. */
  reason: z
    .string()
    .regex(/^.{1,256}$/)
    .optional(),
  documentName: documentName.optional(),
  /** Of the session document: name → values (StartSession `Parameters`; AWS counts at most 20 of a document). */
  parameters: z.record(z.string().min(1).max(128), z.array(z.string().max(65_535)).max(100)).optional(),
});
export const resumeInput = z.object({ sessionId });
export const terminateInput = z.object({ sessionId });
export const listInput = z.object({
  state: z.enum(['Active', 'History']),
  target: target.optional(),
  next: z.string().max(2048).nullable().optional(),
});
export const endedByInput = z.object({ sessionId, startedAt: z.number(), endedAt: z.number() });
/** The KMS key that the node asked for, and the challenge to bind to the data key (data-channel paper 10.1). */
export const dataKeyInput = z.object({
  sessionId,
  keyId: z.string().min(1).max(2048),
  challenge: z.base64().max(256).nullable(),
});
export const documentInput = z.object({ documentName: documentName.optional() });

/** Where the bytes of a session are kept, as its session document says. Times and sizes are not known here. */
export type Logging =
  | { readonly is: 'logged'; readonly s3: string | null; readonly cloudWatch: string | null }
  | { readonly is: 'not-logged' }
  /** The document could not be read; `why` is one plain sentence. */
  | { readonly is: 'unknown'; readonly why: string };

/** Facts of a session document that matter before and during a session. */
export interface DocumentFacts {
  readonly name: string;
  readonly logging: Logging;
  /** Key id, ARN or alias; null when the document asks for no encryption or could not be read. */
  readonly kmsKey: string | null;
  /** Null when the document does not say or could not be read; AWS's default is then 20. */
  readonly idleMinutes: number | null;
  readonly maxMinutes: number | null;
}

/**
 * One opened door: `token` lets its bearer type into a root shell once, so it goes from this answer straight to
 * the worker that dials; it is never put into a query cache, a log, a URL or storage.
 */
export interface Ticket {
  readonly sessionId: string;
  readonly streamUrl: string;
  readonly token: string;
}

export interface StartedSession extends Ticket {
  readonly document: DocumentFacts;
}

/** Null: AWS gave no token, which means that the session is over (API reference, ResumeSession). */
export type ResumedSession = Ticket | null;

/** A session's data key, base64: 64 bytes in clear for this page alone, and the same as only KMS can open it. */
export interface DataKey {
  readonly plaintext: string;
  readonly ciphertext: string;
}

export const sessionStatuses = [
  'Connected',
  'Connecting',
  'Disconnected',
  'Terminating',
  'Terminated',
  'Failed',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** One session as DescribeSessions tells it. Times are epoch milliseconds. */
export interface SessionRow {
  readonly id: string;
  readonly target: string;
  /** A status that AWS adds later is shown as it came. */
  readonly status: SessionStatus | (string & {});
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly document: string | null;
  /** ARN of who started it. */
  readonly owner: string | null;
  /** The person's part of that ARN, as people recognise it. */
  readonly ownerName: string | null;
  /** Started by the person who asks, under whichever role. */
  readonly mine: boolean;
  readonly reason: string | null;
  readonly details: string | null;
  readonly s3Url: string | null;
  readonly cloudWatchUrl: string | null;
}

/** Why a session is over and by whom, each null where it is not known. */
export interface HowEnded {
  readonly details: string | null;
  readonly by: string | null;
}

/** Who ended a session, from CloudTrail; `why` says why it is not known. */
export type EndedBy =
  | { readonly known: true; readonly who: string; readonly at: number }
  | { readonly known: false; readonly why: string };
