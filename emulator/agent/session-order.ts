import { z } from 'zod';
import { type InteractiveShell, sessionTypes } from '@/lib/data-channel';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** At most 30 characters of this set (data-channel paper section 11.1). */
const separator = z.string().regex(/^[A-Za-z0-9_:\-\r\n]{0,30}$/);

const commands = z.looseObject({
  commands: z.string().refine((text) => text.trim() !== '', 'commands must not be blank'),
  separateOutputStream: flag.default(false),
  /** As the agent's own user, whoever Run As names. */
  runAsElevated: flag.default(false),
  stdOutSeparatorPrefix: separator.default(''),
  stdErrSeparatorPrefix: separator.default(''),
});
export type CommandProperties = z.infer<typeof commands>;

const document = z.looseObject({
  schemaVersion: z.literal('1.0'),
  sessionType: z.enum(sessionTypes),
  inputs: z
    .looseObject({
      kmsKeyId: z.string().default(''),
      runAsEnabled: flag.default(false),
      runAsDefaultUser: z.string().default(''),
      s3BucketName: z.string().default(''),
      s3KeyPrefix: z.string().default(''),
      s3EncryptionEnabled: flag.default(true),
      cloudWatchLogGroupName: z.string().default(''),
      cloudWatchEncryptionEnabled: flag.default(true),
      cloudWatchStreamingEnabled: flag.default(false),
      shellProfile: z.looseObject({ linux: z.string().default('') }).prefault({}),
    })
    .prefault({}),
  properties: z.looseObject({ linux: z.unknown(), macos: z.unknown() }).partial().default({}),
});

/** Where a session's output is to be kept; undefined: nowhere of that kind. */
export interface LogTargets {
  readonly s3: { readonly bucket: string; readonly key: string; readonly encrypted: boolean } | undefined;
  readonly cloudWatch:
    | { readonly group: string; readonly encrypted: boolean; readonly streamed: boolean }
    | undefined;
}

/** What a session is to run, with its parameters filled in. */
export interface SessionOrder {
  readonly sessionId: string;
  /** ARN of who started it. */
  readonly owner: string;
  readonly sessionType: z.infer<typeof document>['sessionType'];
  /** Empty: not encrypted. */
  readonly kmsKeyId: string;
  /** The user to run as; undefined: the agent's own. Empty where Run As is on and nobody was named. */
  readonly runAs: string | undefined;
  readonly logs: LogTargets;
  /** Typed into the shell at its start. */
  readonly shellProfile: string;
  /** Only of the two kinds that run commands. */
  readonly commands: CommandProperties | undefined;
}

/** Reads what the control channel orders. Throws ZodError where the document is none. */
export function readSessionOrder(shell: InteractiveShell): SessionOrder {
  const { sessionType, inputs, properties } = document.parse(shell.documentContent);
  const runsCommands = sessionType === 'InteractiveCommands' || sessionType === 'NonInteractiveCommands';
  const mine = process.platform === 'darwin' ? (properties.macos ?? properties.linux) : properties.linux;
  const program = runsCommands ? filledIn(commands.parse(mine), shell.parameters) : undefined;
  const runsAs = inputs.runAsEnabled && !program?.runAsElevated;
  return {
    sessionId: shell.sessionId,
    owner: shell.sessionOwner,
    sessionType,
    kmsKeyId: inputs.kmsKeyId,
    // The person's own tag goes before the document's user (user guide, "Turn on Run As support").
    runAs: runsAs ? (shell.runAsUser || inputs.runAsDefaultUser).trim() : undefined,
    logs: logTargets(shell.sessionId, sessionType, inputs),
    shellProfile: inputs.shellProfile.linux,
    commands: program,
  };
}

/** "Logging isn't available for sessions that connect through port forwarding or SSH" (user guide). */
function logTargets(
  sessionId: string,
  sessionType: SessionOrder['sessionType'],
  inputs: z.infer<typeof document>['inputs'],
): LogTargets {
  const none = sessionType === 'Port';
  const prefix = inputs.s3KeyPrefix.replace(/\/+$/, '');
  const s3 = {
    bucket: inputs.s3BucketName,
    key: `${prefix === '' ? '' : `${prefix}/`}${sessionId}.log`,
    encrypted: inputs.s3EncryptionEnabled,
  };
  const cloudWatch = {
    group: inputs.cloudWatchLogGroupName,
    encrypted: inputs.cloudWatchEncryptionEnabled,
    // Commands without a terminal are logged at their end.
    streamed: inputs.cloudWatchStreamingEnabled && sessionType !== 'NonInteractiveCommands',
  };
  return {
    s3: none || s3.bucket === '' ? undefined : s3,
    cloudWatch: none || cloudWatch.group === '' ? undefined : cloudWatch,
  };
}

/** `{{ name }}` in the commands is the parameter's value, lists joined by a space, as AWS's agent does. */
function filledIn(
  properties: CommandProperties,
  parameters: Readonly<Record<string, unknown>>,
): CommandProperties {
  const fill = (text: string) =>
    text.replace(/\{\{\s*([\w.:-]+)\s*\}\}/g, (whole, name: string) => {
      const value = parameters[name];
      if (Array.isArray(value)) return value.join(' ');
      return typeof value === 'string' ? value : whole;
    });
  return { ...properties, commands: fill(properties.commands) };
}
