import { stringify } from 'yaml';
import { z } from 'zod';
import { operation } from '../../../server/operation';
import { documentAccess, documentRequest, refuseVersionName } from './document-request';
import { documentVersion, findDocument } from './store';

/** GetDocument (Systems Manager API reference): a document's content as JSON or YAML. */
export const getDocument = operation({
  name: 'GetDocument',
  readOnly: true,
  leavesOut: 'documents of other types than Session, attachments, reviews, version names',
  input: z.object({ ...documentRequest, DocumentFormat: z.enum(['YAML', 'JSON', 'TEXT']).optional() }),
  access: (input, call) => documentAccess('ssm:GetDocument', input.Name, call),
  run: (input, { world, place }) => {
    const document = findDocument(world, place, input.Name);
    refuseVersionName(input.VersionName);
    const { version, content, createdAtMs } = documentVersion(document, input.DocumentVersion);
    const format = input.DocumentFormat ?? 'JSON';
    return {
      Name: document.name,
      CreatedDate: createdAtMs / 1000,
      DocumentVersion: String(version),
      Status: 'Active',
      Content: format === 'YAML' ? stringify(JSON.parse(content)) : content,
      DocumentType: 'Session',
      DocumentFormat: format,
    };
  },
});
