import { z } from 'zod';
import { validationError } from '../../../server/aws-error';
import { operation } from '../../../server/operation';
import { byKey, pageOf } from '../../page';
import { onAnyResource } from '../access';
import { invalidNextToken } from '../invalid-next-token';
import { amazonDocuments } from './amazon-documents';
import { documentFilter, oldDocumentFilter, passes } from './document-filters';
import { sessionPlatforms, shownTags } from './shown-document';
import { documentsIn, documentVersion, ownerOf, readVersion, type StoredDocument } from './store';

/** botocore shape MaxResults goes to 50; how many come unasked is not documented. */
const pageSizeDefault = 50;

/** ListDocuments (Systems Manager API reference): the account's own and Amazon's, by name. */
export const listDocuments = operation({
  name: 'ListDocuments',
  readOnly: true,
  leavesOut: 'Types other than Session, and documents shared between accounts: nobody has any.',
  input: z.object({
    DocumentFilterList: z.array(oldDocumentFilter).min(1).optional(),
    Filters: z.array(documentFilter).max(6).optional(),
    MaxResults: z.number().int().min(1).max(50).optional(),
    NextToken: z.string().optional(),
  }),
  access: (_asked, { place }) => [onAnyResource(place, 'ListDocuments')],
  run: (asked, call) => {
    const { world, place } = call;
    if (asked.DocumentFilterList && asked.Filters)
      throw validationError('DocumentFilterList and Filters cannot be used together.');
    const filters = asked.Filters ?? asked.DocumentFilterList ?? [];
    const all = [...amazonDocuments.values(), ...documentsIn(world, place).values()];
    const found = all.filter((document) => filters.every((filter) => passes(document, filter, call)));
    const page = pageOf(found.sort(byKey(nameOf)), nameOf, {
      scope: ['ListDocuments', place, filters],
      token: asked.NextToken,
      size: asked.MaxResults ?? pageSizeDefault,
      refuse: invalidNextToken,
    });
    const DocumentIdentifiers = page.items.map((document) => ({
      ...identifier(document),
      Owner: ownerOf(document, place),
      Tags: shownTags(world, place, document),
    }));
    return { DocumentIdentifiers, NextToken: page.next };
  },
});

const nameOf = ({ name }: StoredDocument) => name;

function identifier(document: StoredDocument) {
  const version = documentVersion(document);
  return {
    Name: document.name,
    CreatedDate: version.createdAtMs / 1000,
    DisplayName: version.displayName,
    VersionName: version.versionName,
    PlatformTypes: sessionPlatforms,
    DocumentVersion: String(version.version),
    DocumentType: 'Session',
    SchemaVersion: readVersion(version).schemaVersion,
    DocumentFormat: version.format,
    TargetType: version.targetType,
  };
}
