import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { parseContent } from './parse-content';
import { type SessionDocument, sessionDocument } from './session-document';
import type { DocumentFormat } from './store';

/** "The size limit of a document is 64 KB" (model, MaxDocumentSizeExceeded). */
const contentBytesMax = 64 * 1024;

const members = ['schemaVersion', 'description', 'sessionType', 'inputs', 'parameters', 'properties'];

const flag = z.union([z.boolean(), z.enum(['true', 'false'])]);
const commandProperties = z.looseObject({
  commands: z.string().min(1),
  runAsElevated: flag.optional(),
  separateOutputStream: flag.optional(),
});
const ofEachPlatform = z
  .strictObject({ linux: commandProperties, windows: commandProperties, macos: commandProperties })
  .partial()
  .refine((platforms) => Object.keys(platforms).length > 0, 'at least one platform is needed');
const portProperties = z.strictObject({
  portNumber: z.string().min(1),
  localPortNumber: z.string().optional(),
  host: z.string().optional(),
  type: z.enum(['LocalPortForwarding']).optional(),
});

/** What `properties` of each session type hold (user guide, "Session document schema"). */
const propertiesOf: Record<SessionDocument['sessionType'], z.ZodType> = {
  Standard_Stream: z.strictObject({}),
  InteractiveCommands: ofEachPlatform,
  NonInteractiveCommands: ofEachPlatform,
  Port: portProperties,
};

/**
 * Judges the content of a session document before it is kept. Throws MaxDocumentSizeExceeded,
 * InvalidDocumentSchemaVersion, or InvalidDocumentContent naming what is wrong.
 */
export function judgeContent(content: string, format: DocumentFormat): void {
  if (Buffer.byteLength(content) > contentBytesMax)
    throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.');
  const raw = objectIn(content, format);
  if (raw.schemaVersion !== '1.0')
    throw new AwsError(
      'InvalidDocumentSchemaVersion',
      `The version of the document schema isn't supported: ${String(raw.schemaVersion)}. Session documents have 1.0.`,
    );
  const strange = Object.keys(raw).find((key) => !members.includes(key));
  if (strange !== undefined) throw invalid(`${strange} is no member of a session document.`);
  const document = checked(sessionDocument, raw, '');
  if (document.sessionType === 'Standard_Stream' && raw.inputs === undefined)
    throw invalid('inputs is required for the session type Standard_Stream.');
  checked(propertiesOf[document.sessionType], document.properties, 'properties.');
  judgeParameters(document);
}

function objectIn(content: string, format: DocumentFormat): Record<string, unknown> {
  const read = z.record(z.string(), z.unknown()).safeParse(tryParse(content, format));
  if (!read.success) throw invalid(`${format} not well-formed.`);
  return read.data;
}

function tryParse(content: string, format: DocumentFormat): unknown {
  try {
    return parseContent(content, format);
  } catch {
    return undefined;
  }
}

function checked<T>(shape: z.ZodType<T>, raw: unknown, prefix: string): T {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid(`${prefix}${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

/** Patterns must be patterns, defaults must fit their own parameter, and what the properties name must be declared. */
function judgeParameters({ parameters, properties }: SessionDocument): void {
  for (const [name, { allowedPattern, allowedValues, default: byDefault }] of Object.entries(parameters)) {
    const pattern = allowedPattern === undefined ? undefined : patternOf(name, allowedPattern);
    for (const value of byDefault === undefined ? [] : [byDefault].flat())
      if (pattern?.test(value) === false || allowedValues?.includes(value) === false)
        throw invalid(`The default of parameter ${name} is not a value that it allows.`);
  }
  for (const [, name = ''] of JSON.stringify(properties).matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g))
    if (!Object.hasOwn(parameters, name)) throw invalid(`Parameter ${name} is not defined in the document.`);
}

function patternOf(name: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw invalid(`The allowedPattern of parameter ${name} is no regular expression.`);
  }
}

const invalid = (message: string) => new AwsError('InvalidDocumentContent', message);
