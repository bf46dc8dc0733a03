import { z } from 'zod';
import { operation } from '../../../server/operation';
import { byKey, pageOf } from '../../page';
import { invalidNextToken } from '../invalid-next-token';
import { documentAccess, documentName } from './document-request';
import { type DocumentVersion, findDocument } from './store';

/** botocore shape MaxResults goes to 50; how many come unasked is not documented. */
const pageSizeDefault = 50;

/** ListDocumentVersions (Systems Manager API reference), the newest first. */
export const listDocumentVersions = operation({
  name: 'ListDocumentVersions',
  readOnly: true,
  leavesOut: 'reviews',
  input: z.object({
    Name: documentName,
    MaxResults: z.number().int().min(1).max(50).optional(),
    NextToken: z.string().optional(),
  }),
  access: (asked, call) => documentAccess('ssm:ListDocumentVersions', asked.Name, call),
  run: (asked, { world, place }) => {
    const document = findDocument(world, place, asked.Name);
    const page = pageOf([...document.versions.values()].sort(byKey(ageKey)), ageKey, {
      scope: ['ListDocumentVersions', place, document.name],
      token: asked.NextToken,
      size: asked.MaxResults ?? pageSizeDefault,
      refuse: invalidNextToken,
    });
    const DocumentVersions = page.items.map((version) => ({
      Name: document.name,
      DisplayName: version.displayName,
      DocumentVersion: String(version.version),
      VersionName: version.versionName,
      CreatedDate: version.createdAtMs / 1000,
      IsDefaultVersion: version.version === document.defaultVersion,
      DocumentFormat: version.format,
      Status: 'Active',
    }));
    return { DocumentVersions, NextToken: page.next };
  },
});

/** Sorts higher numbers first in plain string order. */
const ageKey = ({ version }: DocumentVersion) => String(Number.MAX_SAFE_INTEGER - version).padStart(16, '0');
