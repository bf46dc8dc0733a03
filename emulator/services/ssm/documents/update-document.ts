import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import {
  documentAccess,
  refuseAttachments,
  versionNumber,
  writtenDocument,
  writtenFormat,
} from './document-request';
import { judgeContent } from './judge-content';
import { shownDocument } from './shown-document';
import { documentVersion, latestVersion, ownDocument, type StoredDocument, versionNamed } from './store';

/** How many versions a document may have (Systems Manager quotas, "SSM document versions"). */
const versionsMax = 1000;

/** UpdateDocument (Systems Manager API reference): a new version. Which one is the default stays as it is. */
export const updateDocument = operation({
  name: 'UpdateDocument',
  readOnly: false,
  leavesOut:
    'Types other than Session, attachments. AWS does not say what holds without DocumentVersion: here the latest version.',
  input: z.object({ ...writtenDocument, DocumentVersion: versionNumber.optional() }),
  access: (asked, call) => documentAccess('ssm:UpdateDocument', asked.Name, call),
  run: (asked, call) => {
    refuseAttachments(asked.Attachments);
    const document = ownDocument(call.world, call.place, asked.Name);
    const latest = latestVersion(document);
    // "Systems Manager supports updating only the latest version of the document" (DocumentVersion).
    const { DocumentVersion = '$LATEST' } = asked;
    if (documentVersion(document, { DocumentVersion }).version !== latest)
      throw new AwsError('InvalidDocumentVersion', 'Only the latest version of a document can be updated.');
    const format = writtenFormat(asked.DocumentFormat);
    judgeContent(asked.Content, format);
    refuseDoubles(document, asked);
    const before = documentVersion(document, { DocumentVersion: '$LATEST' });
    const version = {
      version: latest + 1,
      versionName: asked.VersionName,
      displayName: asked.DisplayName ?? before.displayName,
      targetType: asked.TargetType ?? before.targetType,
      createdAtMs: call.now,
      format,
      content: asked.Content,
    };
    document.versions.set(version.version, version);
    return { DocumentDescription: shownDocument(call, document, version, 'Updating') };
  },
});

function refuseDoubles(
  document: StoredDocument,
  asked: { Content: string; VersionName?: string | undefined },
): void {
  if ([...document.versions.values()].some(({ content }) => content === asked.Content))
    throw new AwsError(
      'DuplicateDocumentContent',
      'The content of the association document matches another document. Change the content of the document and try again.',
    );
  if (asked.VersionName !== undefined && versionNamed(document, asked.VersionName))
    throw new AwsError(
      'DuplicateDocumentVersionName',
      'The version name has already been used in this document. Specify a different version name, and then try again.',
    );
  if (document.versions.size >= versionsMax)
    throw new AwsError(
      'DocumentVersionLimitExceeded',
      'The document has too many versions. Delete one or more document versions and try again.',
    );
}
