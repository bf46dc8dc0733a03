import { z } from 'zod';

/**
 * What crosses the wire between the console's pages and the BFF for Parameter Store. Lengths and patterns are those of
 * the SSM API reference (PutParameter, GetParameters, GetParameterHistory, DescribeParameters).
 */

/** A full name; the API counts the ARN in front of it into its 2,048, a person's part is at most 1,011. */
export const parameterName = z
  .string()
  .min(1, 'A parameter needs a name.')
  .max(1011, 'At most 1,011 characters.')
  .regex(/^[a-zA-Z0-9_.\-/]+$/, 'Letters, digits, and . - _ / only.')
  .refine((name) => !/\/\/|\/$/.test(name), 'No empty level: a slash stands between two names.')
  .refine((name) => name.split('/').filter(Boolean).length <= 15, 'At most 15 levels.');

/** A name that PutParameter lets a person give: of a hierarchy from its root, and none that AWS keeps for itself. */
export const newParameterName = parameterName
  .refine((name) => !name.includes('/') || name.startsWith('/'), 'A name with levels begins with a slash.')
  .refine((name) => !/^\/?(aws|ssm)/i.test(name), 'Names that begin with aws or ssm are reserved.');

export const parameterTypes = ['String', 'StringList', 'SecureString'] as const;
export type ParameterType = (typeof parameterTypes)[number];
export const parameterTiers = ['Standard', 'Advanced', 'Intelligent-Tiering'] as const;
export type ParameterTier = (typeof parameterTiers)[number];

/** Advanced parameters hold 8 KB, standard ones 4 KB; AWS decides by tier and says which it was. */
const valueBytesMax = 8_192;
const value = z
  .string()
  .min(1, 'A value may not be empty.')
  .refine((text) => new TextEncoder().encode(text).length <= valueBytesMax, 'At most 8 KB.');

const next = z.string().max(2048).nullable().optional();
const version = z.number().int().positive();

/** AWS's own limit for the names of one GetParameters or DeleteParameters. */
export const namesPerCallMax = 10;

export const listInput = z.object({ next });
export const valuesInput = z.object({ names: z.array(parameterName).min(1).max(namesPerCallMax) });
export const getInput = z.object({ name: parameterName });
export const revealInput = z.object({ name: parameterName, version: version.optional() });
export const historyInput = z.object({ name: parameterName, next });
export const putInput = z.object({
  name: parameterName,
  value,
  type: z.enum(parameterTypes),
  description: z.string().max(1024, 'At most 1,024 characters.').optional(),
  tier: z.enum(parameterTiers).optional(),
  keyId: z.string().min(1).max(256).optional(),
  /** An overwrite that leaves them out may drop them: an edit hands on what was there. */
  allowedPattern: z.string().max(1024).optional(),
  dataType: z.string().max(128).optional(),
  /** The version that the edit began from; null creates, and never overwrites. */
  expectedVersion: version.nullable(),
});
export type PutInput = z.infer<typeof putInput>;
export const deleteInput = z.object({ names: z.array(parameterName).min(1).max(namesPerCallMax) });

/** A standard parameter's value; an advanced one's is `valueBytesMax` (SSM quotas). */
const standardBytesMax = 4_096;

/** What is wrong with a value's size in a tier, or undefined. Intelligent tiering takes what fits either. */
export const sizeFault = (text: string, tier: ParameterTier): string | undefined =>
  tier === 'Standard' && new TextEncoder().encode(text).length > standardBytesMax
    ? 'A standard parameter holds 4 KB. Choose the advanced tier for up to 8 KB.'
    : undefined;

/** A parameter without its value, as DescribeParameters tells it. Times are epoch milliseconds. */
export interface ParameterRow {
  readonly name: string;
  readonly type: ParameterType;
  readonly version: number;
  readonly changedAt: number | null;
  /** ARN of who changed it last. */
  readonly changedBy: string | null;
  readonly tier: ParameterTier | null;
  readonly keyId: string | null;
  readonly description: string | null;
  readonly dataType: string | null;
  readonly allowedPattern: string | null;
}

/** A value that needs no decryption. A SecureString's never comes this way. */
export interface PlainValue {
  readonly name: string;
  readonly version: number;
  readonly value: string;
}

export interface ParameterDetail extends ParameterRow {
  /** Null for a SecureString: its value comes by an explicit reveal only. */
  readonly value: string | null;
  readonly tags: readonly { readonly key: string; readonly value: string }[] | null;
  readonly policies: readonly ParameterPolicy[];
}

/** Expiration, ExpirationNotification or NoChangeNotification of an advanced parameter, as AWS tells it. */
export interface ParameterPolicy {
  readonly type: string;
  /** Pending, Finished, Failed or InProgress. */
  readonly status: string | null;
  /** The policy as JSON. */
  readonly text: string;
}

/** One version of a parameter. `value` is null for a SecureString. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string | null;
  readonly changedAt: number | null;
  readonly changedBy: string | null;
  readonly labels: readonly string[];
  readonly description: string | null;
}

/**
 * How a save ended. AWS has no compare-and-set: a version that others saved before ours is found by reading first
 * (`stopped`: nothing was written), one that was saved in the same moment by the number AWS gave ours (`lost-race`:
 * both were written, ours is the newer). `theirs` of a lost race is empty where it could not be read, or where the
 * parameter was deleted in between: ours is then version 1 of a new one.
 */
export type PutOutcome =
  | { readonly outcome: 'saved'; readonly version: number }
  | {
      readonly outcome: 'stopped';
      readonly theirs: ParameterVersion | null;
      readonly base: ParameterVersion | null;
    }
  | { readonly outcome: 'lost-race'; readonly version: number; readonly theirs: readonly ParameterVersion[] };

export interface DeleteOutcome {
  readonly deleted: readonly string[];
  /** Names AWS did not have any more. */
  readonly notFound: readonly string[];
}
