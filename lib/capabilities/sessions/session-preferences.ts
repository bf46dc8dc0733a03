import { z } from 'zod';
import { mergeJson, parseJson, plainJson } from './json-text';

/**
 * The inputs of a session document of type Standard_Stream that a person may set (Session Manager user guide,
 * "Session document schema"). AWS keeps numbers as text and flags as booleans.
 */
const texts = {
  idleSessionTimeout: z
    .string()
    .regex(/^([1-9]|[1-5]\d|60)?$/, 'Whole minutes from 1 to 60; empty means 20.'),
  maxSessionDuration: z
    .string()
    .regex(
      /^([1-9]\d{0,2}|1[0-3]\d\d|14[0-3]\d|1440)?$/,
      'Whole minutes from 1 to 1440; empty means no limit.',
    ),
  kmsKeyId: z.string().regex(/^[a-zA-Z0-9:/_-]{0,2048}$/, 'A KMS key id, key ARN, alias/name or alias ARN.'),
  s3BucketName: z
    .string()
    .regex(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/, 'A bucket name: 3 to 63 of a-z, 0-9, dot and dash.'),
  s3KeyPrefix: z.string().max(900, 'At most 900 characters: an object’s key has room for 1,024.'),
  cloudWatchLogGroupName: z
    .string()
    .regex(/^[.\-_/#A-Za-z0-9]{0,512}$/, 'A log group name: letters, digits and . - _ / #.'),
  runAsDefaultUser: z
    .string()
    .regex(/^([A-Za-z_][A-Za-z0-9_.-]{0,31})?$/, 'A user name of the nodes, such as ssm-user.'),
};
const flags = [
  's3EncryptionEnabled',
  'cloudWatchEncryptionEnabled',
  'cloudWatchStreamingEnabled',
  'runAsEnabled',
] as const;
/** Longest shell profile that AWS takes (user guide, "Allow configurable shell profiles"). */
const profileCharactersMax = 512;

export type PreferenceText = keyof typeof texts;
export type PreferenceFlag = (typeof flags)[number];
export type Profile = 'linux' | 'windows';

/** The preferences as a form shows them. */
export interface Preferences {
  readonly texts: Readonly<Record<PreferenceText, string>>;
  readonly flags: Readonly<Record<PreferenceFlag, boolean>>;
  readonly profiles: Readonly<Record<Profile, string>>;
}
export type PreferenceFaults = Partial<Record<PreferenceText | Profile | 'content', string>>;

const textKeys: readonly PreferenceText[] = [
  'idleSessionTimeout',
  'maxSessionDuration',
  'kmsKeyId',
  's3BucketName',
  's3KeyPrefix',
  'cloudWatchLogGroupName',
  'runAsDefaultUser',
];

const written = z.object({
  inputs: z
    .record(z.string(), z.unknown())
    .and(z.object({ shellProfile: z.record(z.string(), z.unknown()).optional() })),
});

/** What a document says, or null where its text is not of that form: it is then edited as text. */
export function preferencesOf(content: string): Preferences | null {
  const read = written.safeParse(parseJson(content));
  if (!read.success) return null;
  const { inputs } = read.data;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  // A flag left out is true for the two of encryption (AWS's own default document), false for the others.
  const flag = (key: PreferenceFlag): boolean =>
    typeof inputs[key] === 'boolean' ? inputs[key] : key.endsWith('EncryptionEnabled');
  return {
    texts: {
      idleSessionTimeout: text(inputs.idleSessionTimeout),
      maxSessionDuration: text(inputs.maxSessionDuration),
      kmsKeyId: text(inputs.kmsKeyId),
      s3BucketName: text(inputs.s3BucketName),
      s3KeyPrefix: text(inputs.s3KeyPrefix),
      cloudWatchLogGroupName: text(inputs.cloudWatchLogGroupName),
      runAsDefaultUser: text(inputs.runAsDefaultUser),
    },
    flags: {
      s3EncryptionEnabled: flag('s3EncryptionEnabled'),
      cloudWatchEncryptionEnabled: flag('cloudWatchEncryptionEnabled'),
      cloudWatchStreamingEnabled: flag('cloudWatchStreamingEnabled'),
      runAsEnabled: flag('runAsEnabled'),
    },
    profiles: { linux: text(inputs.shellProfile?.linux), windows: text(inputs.shellProfile?.windows) },
  };
}

/** The document with one input changed; everything else in it stays, also what this console does not know. */
export const withInput = (
  content: string,
  key: PreferenceText | PreferenceFlag,
  value: string | boolean,
): string => plainJson(mergeJson(parseJson(content), { inputs: { [key]: value } }));

export const withProfile = (content: string, profile: Profile, script: string): string =>
  plainJson(mergeJson(parseJson(content), { inputs: { shellProfile: { [profile]: script } } }));

/** What is wrong, by field; empty when it can be saved. */
export function preferenceFaults(content: string): PreferenceFaults {
  const preferences = preferencesOf(content);
  if (!preferences) return {};
  const faults: PreferenceFaults = {};
  for (const key of textKeys) {
    const read = texts[key].safeParse(preferences.texts[key]);
    if (!read.success) faults[key] = read.error.issues[0]?.message ?? 'Not in a form that AWS takes.';
  }
  for (const profile of ['linux', 'windows'] as const)
    if (preferences.profiles[profile].length > profileCharactersMax)
      faults[profile] = `AWS takes ${profileCharactersMax} characters at most.`;
  return faults;
}

/** What AWS's own console writes first (user guide, "Create a Session Manager preferences document"). */
export const firstPreferences = plainJson({
  schemaVersion: '1.0',
  description: 'Document to hold regional settings for Session Manager',
  sessionType: 'Standard_Stream',
  inputs: {
    s3BucketName: '',
    s3KeyPrefix: '',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: '',
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: false,
    kmsKeyId: '',
    runAsEnabled: false,
    runAsDefaultUser: '',
    idleSessionTimeout: '',
    maxSessionDuration: '',
    shellProfile: { linux: '', windows: '' },
  },
});

/** Where a new session document begins: an interactive command that a person completes (user guide, "Session document schema"). */
export const firstDocument = plainJson({
  schemaVersion: '1.0',
  description: '',
  sessionType: 'InteractiveCommands',
  parameters: {
    logpath: {
      type: 'String',
      description: 'The log file to read.',
      default: '/var/log/messages',
      allowedPattern: '^/[a-zA-Z0-9._/-]+$',
    },
  },
  properties: { linux: { commands: 'tail -f {{ logpath }}', runAsElevated: false } },
});
