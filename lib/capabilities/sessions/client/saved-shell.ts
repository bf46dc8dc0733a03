import { z } from 'zod';
import type { DocumentFacts } from '../contract';

const documentFacts: z.ZodType<DocumentFacts> = z.object({
  name: z.string(),
  logging: z.discriminatedUnion('is', [
    z.object({ is: z.literal('logged'), s3: z.string().nullable(), cloudWatch: z.string().nullable() }),
    z.object({ is: z.literal('not-logged') }),
    z.object({ is: z.literal('unknown'), why: z.string() }),
  ]),
  kmsKey: z.string().nullable(),
  idleMinutes: z.number().nullable(),
  maxMinutes: z.number().nullable(),
});

const request = z.object({
  node: z.object({
    scope: z.object({ account: z.string(), region: z.string(), role: z.string() }),
    id: z.string(),
    name: z.string(),
  }),
  reason: z.string().optional(),
  documentName: z.string().optional(),
  parameters: z.record(z.string(), z.array(z.string())).optional(),
});

/**
 * One shell as it is kept for a reload, or handed to another window. Without `live` it is only the mark of a shell
 * that this tab had: what a crashed tab leaves behind. No token is ever in it: a new one is asked for.
 */
export const savedShell = z.object({
  version: z.literal(1),
  /** Subject of the person: nobody else may go on with it. */
  person: z.string(),
  shellId: z.string(),
  sessionId: z.string(),
  request,
  document: documentFacts.nullable(),
  startedAtMs: z.number(),
  /** The key that the session is sealed with; null: it is not. */
  kmsKey: z.string().nullable(),
  wasActive: z.boolean(),
  live: z
    .object({
      /** Of `ClientChannel.snapshot`; read by `ClientChannel.restore`, which refuses what is none. */
      snapshot: z.unknown(),
      skipBytes: z.number().int().min(0),
      /** What draws the screen again; empty where there was no room for it. */
      screen: z.string(),
    })
    .nullable(),
});
export type SavedShell = z.infer<typeof savedShell>;

/** Reads what storage had; null for what is none of ours or of another version. */
export function readSavedShell(text: string | null): SavedShell | null {
  try {
    return savedShell.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
