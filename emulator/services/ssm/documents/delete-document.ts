import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { dropTags } from '../../../world/tags';
import { documentAccess, ownDocumentName, versionName, versionNumber } from './document-request';
import { documentArn, documentsIn, documentVersion, ownDocument, type StoredDocument } from './store';

/** DeleteDocument (Systems Manager API reference): the whole document, or the one version that is named. */
export const deleteDocument = operation({
  name: 'DeleteDocument',
  readOnly: false,
  leavesOut: 'Types other than Session; Force, which is for ApplicationConfigurationSchema alone.',
  input: z.object({
    Name: ownDocumentName,
    DocumentVersion: versionNumber.optional(),
    VersionName: versionName.optional(),
    Force: z.boolean().optional(),
  }),
  access: (asked, call) => documentAccess('ssm:DeleteDocument', asked.Name, call),
  run: (asked, { world, place }) => {
    const document = ownDocument(world, place, asked.Name);
    if (asked.DocumentVersion !== undefined || asked.VersionName !== undefined) {
      deleteVersion(document, asked);
      return {};
    }
    documentsIn(world, place).delete(asked.Name);
    dropTags(world, documentArn(place, asked.Name));
    return {};
  },
});

function deleteVersion(document: StoredDocument, asked: Parameters<typeof documentVersion>[1]): void {
  const { version } = documentVersion(document, asked);
  if (version === document.defaultVersion)
    throw new AwsError('InvalidDocumentOperation', 'The default version of a document cannot be deleted.');
  document.versions.delete(version);
}
