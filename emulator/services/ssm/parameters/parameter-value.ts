import { AwsError, validationError } from '../../../server/aws-error';
import type { ParameterType } from './store';

const dataTypes = ['text', 'aws:ec2:image', 'aws:ssm:integration'];

/** Refuses values that Parameter Store takes for none of its types (API_PutParameter, Value and DataType). */
export function refuseBadValue(value: string, type: ParameterType, dataType: string): void {
  if (value === '')
    throw validationError(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  if (/\{\{\s*ssm:/.test(value) || /^\{\{.*\}\}$/s.test(value))
    throw validationError("Parameter value can't nest another parameter. Do not use {{}} around a value.");
  if (!dataTypes.includes(dataType))
    throw validationError(
      `The following data type is not supported: ${dataType} (Data type names are all lowercase.)`,
    );
  if (dataType !== 'text' && type !== 'String')
    throw validationError(`The data type ${dataType} is for parameters of type String only.`);
  if (dataType === 'aws:ec2:image' && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(value))
    throw validationError(`The value ${value} is not an AMI ID.`);
}

/** Throws InvalidAllowedPatternException for no pattern at all, ParameterPatternMismatchException for a value outside it. */
export function refuseOutsidePattern(value: string, pattern: string | undefined): void {
  if (!pattern) return;
  if (!patternOf(pattern).test(value))
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'su');
  } catch {
    throw new AwsError(
      'InvalidAllowedPatternException',
      `The pattern ${source} is not a regular expression.`,
    );
  }
}
