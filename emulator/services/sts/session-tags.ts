import { AwsError } from '../../server/aws-error';

/** Session tags as asked for, and which of them go along when the session takes another role. */
export interface SessionTags {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitive: readonly string[];
}

/** STS API reference, AssumeRole: Tags. */
const tagsMax = 50;
const keyShape = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const valueShape = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Checks tags as STS does: number, letters, lengths, `aws:` kept for AWS, keys that differ only in case. */
export function checkTags({ tags, transitive }: SessionTags): SessionTags {
  const invalid = (message: string) => new AwsError('ValidationError', message);
  if (tags.size > tagsMax) throw invalid(`Session tags are limited to ${tagsMax}.`);
  for (const [key, value] of tags) {
    if (!keyShape.test(key) || !valueShape.test(value)) throw invalid(`Session tag '${key}' is not valid.`);
    if (key.toLowerCase().startsWith('aws:'))
      throw invalid(`Session tag keys may not begin with 'aws:': '${key}'.`);
  }
  if (new Set([...tags.keys()].map((key) => key.toLowerCase())).size < tags.size)
    throw new AwsError(
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  if (!transitive.every((key) => tags.has(key)))
    throw new AwsError(
      'InvalidParameterValue',
      'The specified transitive tag key must be included in the requested tags.',
    );
  return { tags, transitive };
}

/** Condition keys that tags in a request make. */
export const tagKeys = ({ tags, transitive }: SessionTags): Record<string, string | string[]> => ({
  ...Object.fromEntries([...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  ...(tags.size > 0 ? { 'aws:TagKeys': [...tags.keys()] } : {}),
  ...(transitive.length > 0 ? { 'sts:TransitiveTagKeys': [...transitive] } : {}),
});
