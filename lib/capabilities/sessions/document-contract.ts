import { z } from 'zod';
import { documentName } from './contract';

/** What crosses the wire for session documents and logs. Limits are those of the SSM API reference (CreateDocument, UpdateDocument). */
const contentBytesMax = 65_536;

export const documentContent = z
  .string()
  .min(1, 'A document cannot be empty.')
  .refine((text) => new TextEncoder().encode(text).length <= contentBytesMax, 'AWS keeps 64 kB at most.');

export const documentsInput = z.object({ next: z.string().max(4096).nullable().optional() });

export const documentTextInput = z.object({
  name: documentName,
  /** A number, or the version in force when left out. */
  version: z.string().regex(/^\d+$/).optional(),
});

export const saveDocumentInput = z.object({
  name: documentName,
  content: documentContent,
  /** The newest version that the edit began from; null makes a document that must not exist yet. */
  latestVersion: z.string().regex(/^\d+$/).nullable(),
});

export const logInput = z.object({
  sessionId: z.string().min(1).max(96),
  from: z.enum(['s3', 'cloudwatch']),
  next: z.string().max(4096).nullable().optional(),
});

/** One session document, as a list tells of it. */
export interface SessionDocumentRow {
  readonly name: string;
  /** AWS's own (`Amazon`), or an account id. */
  readonly owner: string | null;
  readonly defaultVersion: string | null;
  readonly createdAt: number | null;
  readonly mayEdit: boolean;
}

/** A version of a session document, with where it stands among the others. */
export interface SessionDocumentText {
  readonly name: string;
  readonly version: string;
  readonly content: string;
  readonly defaultVersion: string;
  readonly latestVersion: string;
  readonly owner: string | null;
}

/**
 * What became of a save. `stopped`: somebody saved a newer version first, and nothing was written. `not-in-force`:
 * the version was written, but AWS refused to make it the default; `why` is one sentence.
 */
export type SaveDocumentOutcome =
  | { readonly outcome: 'saved'; readonly version: string }
  | { readonly outcome: 'not-in-force'; readonly version: string; readonly why: string }
  | { readonly outcome: 'stopped'; readonly theirs: SessionDocumentText };

/** A part of a session's log. `next` is null at its end; AWS may still be writing one of a session that just ended. */
export interface LogPart {
  readonly text: string;
  readonly next: string | null;
  /** Where it was read: `s3://bucket/key`, or `log group, stream`. */
  readonly place: string;
}
