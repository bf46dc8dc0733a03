import { z } from 'zod';
import { operation } from '../../../server/operation';
import { documentAccess, ownDocumentName } from './document-request';
import { documentVersion, ownDocument } from './store';

/** UpdateDocumentDefaultVersion (Systems Manager API reference): which version holds where none is named. */
export const updateDocumentDefaultVersion = operation({
  name: 'UpdateDocumentDefaultVersion',
  readOnly: false,
  input: z.object({ Name: ownDocumentName, DocumentVersion: z.string().regex(/^[1-9][0-9]*$/) }),
  access: (asked, call) => documentAccess('ssm:UpdateDocumentDefaultVersion', asked.Name, call),
  run: (asked, { world, place }) => {
    const document = ownDocument(world, place, asked.Name);
    const { version, versionName } = documentVersion(document, asked);
    document.defaultVersion = version;
    return {
      Description: { Name: asked.Name, DefaultVersion: String(version), DefaultVersionName: versionName },
    };
  },
});
