import { stringify } from 'yaml';
import { z } from 'zod';
import { operation } from '../../../server/operation';
import { documentAccess, documentFormat, documentRequest } from './document-request';
import { parseContent } from './parse-content';
import { type DocumentVersion, documentVersion, findDocument } from './store';

/** GetDocument (Systems Manager API reference): a document's content, as JSON unless told. */
export const getDocument = operation({
  name: 'GetDocument',
  readOnly: true,
  leavesOut: 'documents of other types than Session, attachments, reviews',
  input: z.object({ ...documentRequest, DocumentFormat: documentFormat.optional() }),
  access: (input, call) => documentAccess('ssm:GetDocument', input.Name, call),
  run: (input, { world, place }) => {
    const document = findDocument(world, place, input.Name);
    const version = documentVersion(document, input);
    const format = input.DocumentFormat ?? 'JSON';
    return {
      Name: document.name,
      DisplayName: version.displayName,
      VersionName: version.versionName,
      CreatedDate: version.createdAtMs / 1000,
      DocumentVersion: String(version.version),
      Status: 'Active',
      Content: contentAs(version, format),
      DocumentType: 'Session',
      DocumentFormat: format,
    };
  },
});

/** In its own format it comes as it was given, to the letter. */
function contentAs({ content, format }: DocumentVersion, asked: z.infer<typeof documentFormat>): string {
  if (asked === format || asked === 'TEXT') return content;
  const read = parseContent(content, format);
  return asked === 'YAML' ? stringify(read) : JSON.stringify(read, null, 2);
}
