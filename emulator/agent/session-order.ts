import { z } from 'zod';
import { type InteractiveShell, sessionTypes } from '@/lib/data-channel';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** At most 30 characters of this set (data-channel paper section 11.1). */
const separator = z.string().regex(/^[A-Za-z0-9_:\-\r\n]{0,30}$/);

const commands = z.looseObject({
  commands: z.string().refine((text) => text.trim() !== '', 'commands must not be blank'),
  separateOutputStream: flag.default(false),
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
      shellProfile: z.looseObject({ linux: z.string().default('') }).prefault({}),
    })
    .prefault({}),
  properties: z.looseObject({ linux: z.unknown(), macos: z.unknown() }).partial().default({}),
});

/** What a session is to run, with its parameters filled in. */
export interface SessionOrder {
  readonly sessionId: string;
  readonly sessionType: z.infer<typeof document>['sessionType'];
  /** Empty: not encrypted. */
  readonly kmsKeyId: string;
  readonly runAsEnabled: boolean;
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
  return {
    sessionId: shell.sessionId,
    sessionType,
    kmsKeyId: inputs.kmsKeyId,
    runAsEnabled: inputs.runAsEnabled,
    shellProfile: inputs.shellProfile.linux,
    commands: runsCommands ? filledIn(commands.parse(mine), shell.parameters) : undefined,
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
