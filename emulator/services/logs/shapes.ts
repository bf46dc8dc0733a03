import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import type { Place } from '../../world/world';

/** botocore shapes LogGroupName, LogStreamName, LogGroupIdentifier. */
export const groupName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[.\-_/#A-Za-z0-9]+$/);
export const streamName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^:*]*$/);
const groupIdentifier = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[\w#+=/:,.@-]*$/);
export const instant = z.number().int().min(0);
export const token = z.string().min(1);

/** How reads name their group: by name, or by name or ARN. */
export const groupMembers = {
  logGroupName: groupName.optional(),
  logGroupIdentifier: groupIdentifier.optional(),
};

interface GroupNamed {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** "You must include either logGroupIdentifier or logGroupName, but not both" (API reference). Throws InvalidParameterException. */
export function groupAsked({ logGroupName, logGroupIdentifier }: GroupNamed, place: Place): string {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw invalidParameter('You must include either logGroupIdentifier or logGroupName, but not both.');
  if (logGroupName !== undefined) return logGroupName;
  const arn = /^arn:[^:]+:logs:([^:]+):(\d+):log-group:([^:]+)$/.exec(logGroupIdentifier ?? '');
  if (!arn) return logGroupIdentifier ?? '';
  const [, region, account, name = ''] = arn;
  if (region !== place.region || account !== place.account)
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return name;
}

export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);

export const badToken = () => invalidParameter('The specified nextToken is invalid.');
