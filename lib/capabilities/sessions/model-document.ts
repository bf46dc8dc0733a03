import { z } from 'zod';

/** One parameter of a session document, as a form asks for it (SSM user guide, session document schema). */
export interface DocumentParameter {
  readonly name: string;
  readonly type: 'String' | 'StringList' | 'Boolean' | 'Integer';
  readonly description: string | null;
  /** What AWS takes when nothing is given; null: a value is required. A list has one value a line. */
  readonly byDefault: string | null;
  readonly allowedPattern: string | null;
  /** Null: any. */
  readonly allowedValues: readonly string[] | null;
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** A text of several lines. */
  readonly long: boolean;
}

export interface DocumentForm {
  /** `Standard_Stream`, `InteractiveCommands`, `NonInteractiveCommands`, `Port`, or whatever AWS adds. */
  readonly sessionType: string;
  readonly description: string | null;
  readonly parameters: readonly DocumentParameter[];
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const lines = z.array(text).transform((values) => values.join('\n'));
const count = z.coerce.number().int().min(0);
const parameter = z.object({
  type: z.string().catch('String'),
  description: z.string().nullish(),
  default: z.union([lines, text]).nullish(),
  allowedPattern: z.string().nullish(),
  allowedValues: z.array(text).nullish(),
  minChars: count.nullish().catch(null),
  maxChars: count.nullish().catch(null),
  displayType: z.string().nullish(),
});
const sessionDocument = z.object({
  sessionType: z.string().catch('Standard_Stream'),
  description: z.string().nullish(),
  parameters: z.record(z.string(), parameter).nullish(),
});

/** Types that the SSM API reference names for documents; another one is asked for as a text. */
const typeOf = (type: string): DocumentParameter['type'] =>
  type === 'StringList' || type === 'Boolean' || type === 'Integer' ? type : 'String';

/** Reads a session document's content (JSON text); null when it is not one. */
export function documentForm(content: string): DocumentForm | null {
  const read = sessionDocument.safeParse(parseJson(content));
  if (!read.success) return null;
  const { sessionType, description, parameters } = read.data;
  return {
    sessionType,
    description: description || null,
    parameters: Object.entries(parameters ?? {}).map(([name, declared]) => ({
      name,
      type: typeOf(declared.type),
      description: declared.description || null,
      byDefault: declared.default ?? null,
      allowedPattern: declared.allowedPattern || null,
      allowedValues:
        declared.allowedValues ?? (typeOf(declared.type) === 'Boolean' ? ['true', 'false'] : null),
      lengthMin: declared.minChars ?? 0,
      lengthMax: declared.maxChars ?? Number.POSITIVE_INFINITY,
      long: declared.displayType === 'textarea',
    })),
  };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** A shell that this console can show: the others open a port on the person's own machine. */
export const isShown = ({ sessionType }: DocumentForm): boolean =>
  ['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands'].includes(sessionType);

/** What is wrong with a value, as StartSession would find it; null when nothing is. Empty takes the default. */
export function parameterProblem(parameter: DocumentParameter, written: string): string | null {
  if (written === '')
    return parameter.byDefault === null ? 'A value is needed: the document has no default.' : null;
  for (const value of valuesOf(parameter, written)) {
    const wrong = valueProblem(parameter, value);
    if (wrong) return parameter.type === 'StringList' ? `${value}: ${wrong}` : wrong;
  }
  return null;
}

function valueProblem(parameter: DocumentParameter, value: string): string | null {
  const { allowedValues, allowedPattern, lengthMin, lengthMax } = parameter;
  if (parameter.type === 'Integer' && !/^-?\d+$/.test(value)) return 'A whole number is needed.';
  if (allowedValues && !allowedValues.includes(value)) return `One of ${allowedValues.join(', ')} is needed.`;
  if (value.length < lengthMin) return `At least ${lengthMin} characters are needed.`;
  if (value.length > lengthMax) return `At most ${lengthMax} characters are allowed.`;
  if (allowedPattern !== null && !fits(allowedPattern, value)) return `It must ${ruleOf(allowedPattern)}`;
  return null;
}

/** What a pattern asks, behind "must". AWS's documents write a port number as a pattern that nobody can read. */
export function ruleOf(pattern: string): string {
  const isPort = ['1', '80', '65535'].every((value) => fits(pattern, value));
  const isMore = ['65536', '-1', '1.5', 'x', ''].some((value) => fits(pattern, value));
  if (!isPort || isMore) return `match ${pattern}`;
  return `be a number from ${fits(pattern, '0') ? 0 : 1} to 65535`;
}

/** A pattern that this language does not read is left to AWS to judge. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

const valuesOf = ({ type }: DocumentParameter, written: string): string[] =>
  type === 'StringList' ? written.split('\n').filter((line) => line !== '') : [written];

/** What StartSession is given: only what was written; AWS fills in the defaults. */
export function writtenParameters(
  { parameters }: DocumentForm,
  written: Readonly<Record<string, string>>,
): Record<string, string[]> | undefined {
  const given = parameters.flatMap((parameter) => {
    const value = written[parameter.name] ?? '';
    return value === '' ? [] : [[parameter.name, valuesOf(parameter, value)] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
