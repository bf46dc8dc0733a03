import { createHash } from 'node:crypto';
import { z } from 'zod';
import { operation } from '../../../server/operation';
import { tagsOf } from '../../../world/tags';
import { documentAccess, documentRequest, refuseVersionName } from './document-request';
import { type DocumentParameter, sessionDocument } from './session-document';
import { documentArn, documentVersion, findDocument } from './store';

/** DescribeDocument (Systems Manager API reference): everything about a document but its content. */
export const describeDocument = operation({
  name: 'DescribeDocument',
  readOnly: true,
  leavesOut: 'documents of other types than Session, attachments, reviews, version names',
  input: z.object(documentRequest),
  access: (input, call) => documentAccess('ssm:DescribeDocument', input.Name, call),
  run: (input, { world, place }) => {
    const document = findDocument(world, place, input.Name);
    refuseVersionName(input.VersionName);
    const { version, content, createdAtMs } = documentVersion(document, input.DocumentVersion);
    const read = sessionDocument.parse(JSON.parse(content));
    const tags = tagsOf(world, documentArn(place, document.name));
    return {
      Document: {
        Hash: createHash('sha256').update(content).digest('hex'),
        HashType: 'Sha256',
        Name: document.name,
        Owner: document.owner,
        CreatedDate: createdAtMs / 1000,
        Status: 'Active',
        DocumentVersion: String(version),
        Description: read.description,
        Parameters: Object.entries(read.parameters).map(describeParameter),
        PlatformTypes: ['Windows', 'Linux', 'MacOS'],
        DocumentType: 'Session',
        SchemaVersion: read.schemaVersion,
        LatestVersion: String(document.versions.length),
        DefaultVersion: String(document.defaultVersion),
        DocumentFormat: 'JSON',
        Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
      },
    };
  },
});

function describeParameter([name, parameter]: [string, DocumentParameter]) {
  const { default: byDefault } = parameter;
  return {
    Name: name,
    Type: parameter.type,
    Description: parameter.description,
    DefaultValue: Array.isArray(byDefault) ? JSON.stringify(byDefault) : byDefault,
  };
}
