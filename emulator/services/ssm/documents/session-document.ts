import { z } from 'zod';

/** Session kinds an agent knows (Session Manager user guide, "Session document schema"). */
export const sessionTypes = [
  'Standard_Stream',
  'InteractiveCommands',
  'NonInteractiveCommands',
  'Port',
] as const;
export type SessionType = (typeof sessionTypes)[number];

/** Documents in the wild write these as booleans and as strings. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const minutes = (max: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= max);

/** What happens to every session of the document; times are minutes as strings, as AWS writes them. */
const sessionInputs = z.looseObject({
  s3BucketName: z.string().default(''),
  s3KeyPrefix: z.string().default(''),
  s3EncryptionEnabled: flag.default(true),
  cloudWatchLogGroupName: z.string().default(''),
  cloudWatchEncryptionEnabled: flag.default(true),
  cloudWatchStreamingEnabled: flag.default(false),
  kmsKeyId: z.string().default(''),
  runAsEnabled: flag.default(false),
  runAsDefaultUser: z.string().default(''),
  /** 1 to 60 minutes, 20 unless told (user guide, "Specify an idle session timeout value"). */
  idleSessionTimeout: minutes(60).or(z.literal('')).default(''),
  /** 1 to 1440 minutes, no limit unless told (user guide, "Specify maximum session duration"). */
  maxSessionDuration: minutes(1440).or(z.literal('')).default(''),
  shellProfile: z
    .looseObject({ windows: z.string().default(''), linux: z.string().default('') })
    .prefault({}),
});
export type SessionInputs = z.infer<typeof sessionInputs>;

export const documentParameter = z.looseObject({
  type: z.enum(['String', 'StringList', 'string']).transform((type) => (type === 'string' ? 'String' : type)),
  description: z.string().optional(),
  default: z.union([z.string(), z.array(z.string())]).optional(),
  allowedPattern: z.string().optional(),
  allowedValues: z.array(z.string()).optional(),
  minChars: z.coerce.number().int().optional(),
  maxChars: z.coerce.number().int().optional(),
});
export type DocumentParameter = z.infer<typeof documentParameter>;

export const sessionDocument = z.looseObject({
  schemaVersion: z.literal('1.0'),
  description: z.string().default(''),
  sessionType: z.enum(sessionTypes),
  inputs: sessionInputs.prefault({}),
  parameters: z.record(z.string(), documentParameter).default({}),
  properties: z.record(z.string(), z.unknown()).default({}),
});
/** A document of type Session with every default decided. */
export type SessionDocument = z.infer<typeof sessionDocument>;
