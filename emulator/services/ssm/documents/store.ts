import { AwsError } from '../../../server/aws-error';
import { type Place, Shelf, type World } from '../../../world/world';
import { amazonDocuments } from './amazon-documents';
import { parseContent } from './parse-content';
import { firstPreferences, preferencesSetUpAtMs, shellDocumentName } from './preferences';
import { type SessionDocument, sessionDocument } from './session-document';

export { shellDocumentName } from './preferences';

/** One version of a document, as it was given. */
export interface DocumentVersion {
  readonly version: number;
  /** A name of the owner's choice, unique in its document. */
  readonly versionName?: string | undefined;
  readonly displayName?: string | undefined;
  /** What the document can be run on, as a CloudFormation-like type name (`/AWS::EC2::Instance`). */
  readonly targetType?: string | undefined;
  readonly createdAtMs: number;
  readonly format: DocumentFormat;
  readonly content: string;
}
export type DocumentFormat = 'JSON' | 'YAML';

/** One SSM document of type Session. */
export interface StoredDocument {
  readonly name: string;
  /** An account id, or `Amazon`. */
  readonly owner: string;
  defaultVersion: number;
  /** By number, oldest first; deleted ones leave gaps, and the newest is never one of them. */
  readonly versions: Map<number, DocumentVersion>;
}

const documents = new Shelf('ssm.documents', () => {
  const { name, owner } = { name: shellDocumentName, owner: '' };
  const version = { version: 1, createdAtMs: preferencesSetUpAtMs, format: 'JSON' as const };
  const content = JSON.stringify(firstPreferences, null, 2);
  const versions = new Map([[1, { ...version, content }]]);
  return new Map<string, StoredDocument>([[name, { name, owner, defaultVersion: 1, versions }]]);
});

/** The account's own documents in a Region by name: its preferences are there from the start, until it deletes them. */
export const documentsIn = (world: World, place: Place): Map<string, StoredDocument> =>
  documents.of(world, place);

/** An account's own, or Amazon's. */
export const ownerOf = (document: StoredDocument, place: Place): string =>
  document.owner === 'Amazon' ? 'Amazon' : place.account;

export const latestVersion = (document: StoredDocument): number => Math.max(...document.versions.keys());

/**
 * Gives the account a session document, or a new default version of one it has. For seeds and tests: the API's
 * own way there is UpdateDocument and UpdateDocumentDefaultVersion. Throws where the content is no session document.
 */
export function putSessionDocument(world: World, place: Place, name: string, content: unknown): void {
  sessionDocument.parse(content);
  const mine = documentsIn(world, place);
  const found = mine.get(name) ?? { name, owner: place.account, defaultVersion: 0, versions: new Map() };
  const version = Math.max(0, ...found.versions.keys()) + 1;
  const text = JSON.stringify(content, null, 2);
  const made = { version, createdAtMs: world.clock.now(), format: 'JSON' as const, content: text };
  found.versions.set(version, made);
  found.defaultVersion = version;
  mine.set(name, found);
}

const documentArnShape = /^arn:[^:]+:ssm:([^:]+):([^:]*):document\/(.+)$/;

/** Finds a document by name or ARN. Throws InvalidDocument as AWS words it. */
export function findDocument(world: World, place: Place, nameOrArn: string): StoredDocument {
  const found = lookUp(world, place, nameOrArn);
  if (!found) throw invalidDocument(nameOrArn);
  return found;
}

/** One of the account's own, which it may change. Throws InvalidDocument. */
export function ownDocument(world: World, place: Place, name: string): StoredDocument {
  const found = documentsIn(world, place).get(name);
  if (!found) throw invalidDocument(name);
  return found;
}

const invalidDocument = (name: string) =>
  new AwsError('InvalidDocument', `Document with name ${name} does not exist.`);

function lookUp(world: World, place: Place, nameOrArn: string): StoredDocument | undefined {
  const arn = documentArnShape.exec(nameOrArn);
  if (!arn) return amazonDocuments.get(nameOrArn) ?? documentsIn(world, place).get(nameOrArn);
  const [, region, account, name = ''] = arn;
  if (region !== place.region) return undefined;
  if (account === '') return amazonDocuments.get(name);
  return account === place.account ? documentsIn(world, place).get(name) : undefined;
}

/** Where IAM knows a document; Amazon's own have no account in their ARN. Works for names nobody has, too. */
export function documentArn(place: Place, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const account = amazonDocuments.has(nameOrArn) ? '' : place.account;
  return `arn:aws:ssm:${place.region}:${account}:document/${nameOrArn}`;
}

interface VersionAsked {
  readonly DocumentVersion?: string | undefined;
  readonly VersionName?: string | undefined;
}

/** The version asked for by number, alias or name; the default one unless told. Throws InvalidDocumentVersion. */
export function documentVersion(document: StoredDocument, asked: VersionAsked = {}): DocumentVersion {
  const { DocumentVersion: number, VersionName: name } = asked;
  const named = name === undefined ? undefined : versionNamed(document, name);
  const numbered = number === undefined ? undefined : versionNumbered(document, number);
  const found =
    name === undefined && number === undefined ? versionNumbered(document, '$DEFAULT') : (named ?? numbered);
  if (!found || (name !== undefined && !named) || (number !== undefined && numbered !== found))
    throw new AwsError('InvalidDocumentVersion', 'The document version is not valid or does not exist.');
  return found;
}

export const versionNamed = ({ versions }: StoredDocument, name: string): DocumentVersion | undefined =>
  [...versions.values()].find(({ versionName }) => versionName === name);

function versionNumbered(document: StoredDocument, asked: string): DocumentVersion | undefined {
  if (asked === '$DEFAULT') return document.versions.get(document.defaultVersion);
  return document.versions.get(asked === '$LATEST' ? latestVersion(document) : Number(asked));
}

/** The document as a session is started from it: its default version. */
export const readSessionDocument = (document: StoredDocument): SessionDocument =>
  readVersion(documentVersion(document));

export const readVersion = ({ content, format }: DocumentVersion): SessionDocument =>
  sessionDocument.parse(parseContent(content, format));

/** The account's preferences for sessions of this Region; AWS's own where it has none. */
export function readPreferences(world: World, place: Place): SessionDocument {
  const found = documentsIn(world, place).get(shellDocumentName);
  return found ? readSessionDocument(found) : sessionDocument.parse(firstPreferences);
}
