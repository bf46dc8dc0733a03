import { createHash } from 'node:crypto';
import { tagsOf } from '../../../world/tags';
import type { Place, World } from '../../../world/world';
import type { DocumentParameter } from './session-document';
import {
  type DocumentVersion,
  documentArn,
  latestVersion,
  ownerOf,
  readVersion,
  type StoredDocument,
} from './store';

/** botocore shape DocumentDescription: everything about one version of a document but its content. */
export function shownDocument(
  { world, place }: { world: World; place: Place },
  document: StoredDocument,
  version: DocumentVersion,
  status: 'Active' | 'Creating' | 'Updating' = 'Active',
) {
  const read = readVersion(version);
  return {
    Hash: createHash('sha256').update(version.content).digest('hex'),
    HashType: 'Sha256',
    Name: document.name,
    DisplayName: version.displayName,
    VersionName: version.versionName,
    Owner: ownerOf(document, place),
    CreatedDate: version.createdAtMs / 1000,
    Status: status,
    DocumentVersion: String(version.version),
    Description: read.description,
    Parameters: Object.entries(read.parameters).map(shownParameter),
    PlatformTypes: sessionPlatforms,
    DocumentType: 'Session',
    SchemaVersion: read.schemaVersion,
    LatestVersion: String(latestVersion(document)),
    DefaultVersion: String(document.defaultVersion),
    DocumentFormat: version.format,
    TargetType: version.targetType,
    Tags: shownTags(world, place, document),
  };
}

/** A session document says nothing of platforms: every agent takes it. */
export const sessionPlatforms = ['Windows', 'Linux', 'MacOS'];

export const shownTags = (world: World, place: Place, document: StoredDocument) =>
  [...tagsOf(world, documentArn(place, document.name))].map(([Key, Value]) => ({ Key, Value }));

function shownParameter([name, parameter]: [string, DocumentParameter]) {
  const { default: byDefault } = parameter;
  return {
    Name: name,
    Type: parameter.type,
    Description: parameter.description,
    DefaultValue: Array.isArray(byDefault) ? JSON.stringify(byDefault) : byDefault,
  };
}
