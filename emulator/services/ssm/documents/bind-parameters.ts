import { AwsError } from '../../../server/aws-error';
import type { DocumentParameter, SessionDocument } from './session-document';

/** A parameter's value in the type the agent wants: a list for a String would end the session there. */
export type BoundValue = string | string[];

const invalid = (message: string) => new AwsError('InvalidParameters', message);

/**
 * Checks what a caller gave against what the document declares and fills in its defaults.
 * Throws InvalidParameters: unknown names, missing required ones, values that break pattern, list or length.
 */
export function bindParameters(
  document: SessionDocument,
  given: Readonly<Record<string, readonly string[]>>,
): Record<string, BoundValue> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(document.parameters, name))
      throw invalid(`Parameter ${name} is not defined in the document.`);
  const entries = Object.entries(document.parameters).map(
    ([name, parameter]) => [name, bind(name, parameter, given[name])] as const,
  );
  return Object.fromEntries(entries);
}

function bind(name: string, parameter: DocumentParameter, given: readonly string[] | undefined): BoundValue {
  const values = given ?? [parameter.default ?? []].flat();
  if (given === undefined && parameter.default === undefined)
    throw invalid(`Parameter ${name} is required and has no value.`);
  for (const value of values) check(name, parameter, value);
  if (parameter.type === 'StringList') return [...values];
  const [only] = values;
  if (values.length !== 1 || only === undefined) throw invalid(`Parameter ${name} takes exactly one value.`);
  return only;
}

function check(name: string, parameter: DocumentParameter, value: string): void {
  const { allowedPattern, allowedValues, minChars = 0, maxChars = Number.POSITIVE_INFINITY } = parameter;
  if (allowedPattern !== undefined && !new RegExp(allowedPattern).test(value))
    throw invalid(`Parameter ${name} does not match the allowed pattern ${allowedPattern}.`);
  if (allowedValues && !allowedValues.includes(value))
    throw invalid(`Parameter ${name} must be one of ${allowedValues.join(', ')}.`);
  if (value.length < minChars || value.length > maxChars)
    throw invalid(`Parameter ${name} has ${value.length} characters, which the document does not allow.`);
}
