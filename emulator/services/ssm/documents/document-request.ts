import { z } from 'zod';
import { validationError } from '../../../server/aws-error';
import type { AccessRequest, Call } from '../../../server/operation';
import { resourceTagKeys } from '../nodes/store';
import { type DocumentFormat, documentArn } from './store';

/** botocore shape DocumentARN: a name, or an ARN for documents of others. */
export const documentName = z.string().regex(/^[a-zA-Z0-9_\-.:/]{3,128}$/);

/** botocore shape DocumentName: one of the account's own. */
export const ownDocumentName = z.string().regex(/^[a-zA-Z0-9_\-.]{3,128}$/);

export const versionName = z.string().regex(/^[a-zA-Z0-9_\-.]{1,128}$/);
export const documentFormat = z.enum(['YAML', 'JSON', 'TEXT']);

/** How GetDocument, DescribeDocument, UpdateDocument and DeleteDocument name a version. */
export const versionNumber = z.string().regex(/([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)/);

/** Members that GetDocument and DescribeDocument share. */
export const documentRequest = {
  Name: documentName,
  DocumentVersion: versionNumber.optional(),
  VersionName: versionName.optional(),
};

/** Members that CreateDocument and UpdateDocument share. */
export const writtenDocument = {
  Name: ownDocumentName,
  Content: z.string().min(1),
  Attachments: z.array(z.unknown()).max(20).optional(),
  DisplayName: z
    .string()
    .max(1024)
    .regex(/^[\w.\-:/ ]*$/)
    .optional(),
  VersionName: versionName.optional(),
  DocumentFormat: documentFormat.optional(),
  TargetType: z
    .string()
    .max(200)
    .regex(/^\/[\w.\-:/]*$/)
    .optional(),
};

/** JSON unless told; TEXT is for types of documents that are not here. */
export function writtenFormat(asked: z.infer<typeof documentFormat> = 'JSON'): DocumentFormat {
  if (asked === 'TEXT') throw validationError('Documents of type Session are JSON or YAML.');
  return asked;
}

export function refuseAttachments(attachments: readonly unknown[] | undefined): void {
  if (attachments?.length) throw validationError('Documents of type Session have no attachments.');
}

export function documentAccess(
  action: string,
  name: string,
  call: Call,
  keys: AccessRequest['keys'] = {},
): AccessRequest[] {
  const resource = documentArn(call.place, name);
  return [{ action, resource, keys: { ...resourceTagKeys(call.world, resource), ...keys } }];
}
