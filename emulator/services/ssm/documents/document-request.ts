import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { AccessRequest, Call } from '../../../server/operation';
import { resourceTagKeys } from '../nodes/store';
import { documentArn } from './store';

/** botocore shape DocumentARN: a name, or an ARN for documents of others. */
export const documentName = z.string().regex(/^[a-zA-Z0-9_\-.:/]{3,128}$/);

/** Members that GetDocument and DescribeDocument share. */
export const documentRequest = {
  Name: documentName,
  DocumentVersion: z
    .string()
    .regex(/([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)/)
    .optional(),
  VersionName: z
    .string()
    .regex(/^[a-zA-Z0-9_\-.]{1,128}$/)
    .optional(),
};

/** No session document here carries a version name, so asking for one finds nothing. */
export function refuseVersionName(asked: string | undefined): void {
  if (asked !== undefined)
    throw new AwsError('InvalidDocumentVersion', 'The document version is not valid or does not exist.');
}

export function documentAccess(action: string, name: string, call: Call): AccessRequest[] {
  const resource = documentArn(call.place, name);
  return [{ action, resource, keys: resourceTagKeys(call.world, resource) }];
}
