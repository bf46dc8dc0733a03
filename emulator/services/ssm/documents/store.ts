import { AwsError } from '../../../server/aws-error';
import { type Place, Shelf, type World } from '../../../world/world';
import { amazonDocuments } from './amazon-documents';
import { type SessionDocument, sessionDocument } from './session-document';

/** One SSM document of type Session. Versions count from 1: `versions[0]` is version 1. */
export interface StoredDocument {
  readonly name: string;
  /** An account id, or `Amazon`. */
  readonly owner: string;
  defaultVersion: number;
  /** `content` is JSON, as it was given. */
  readonly versions: { readonly createdAtMs: number; readonly content: string }[];
}

/** The account's own preferences, and what StartSession runs when no document is named. */
export const shellDocumentName = 'SSM-SessionManagerRunShell';

/** What AWS's console writes when somebody opens the preferences page for the first time. */
const firstPreferences = {
  schemaVersion: '1.0',
  description: 'Document to hold regional settings for Session Manager',
  sessionType: 'Standard_Stream',
  inputs: {
    s3BucketName: '',
    s3KeyPrefix: '',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: '',
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: true,
    idleSessionTimeout: '20',
    maxSessionDuration: '',
    kmsKeyId: '',
    runAsEnabled: false,
    runAsDefaultUser: '',
    shellProfile: { windows: '', linux: '' },
  },
};
const preferencesSetUpAtMs = Date.UTC(2025, 0, 15);

const documents = new Shelf('ssm.documents', () => new Map<string, StoredDocument>());

/** Documents of one account and Region, its preferences among them from the first look on. */
function documentsIn(world: World, place: Place): Map<string, StoredDocument> {
  const mine = documents.of(world, place);
  if (!mine.has(shellDocumentName)) {
    const content = JSON.stringify(firstPreferences, null, 2);
    const versions = [{ createdAtMs: preferencesSetUpAtMs, content }];
    mine.set(shellDocumentName, {
      name: shellDocumentName,
      owner: place.account,
      defaultVersion: 1,
      versions,
    });
  }
  return mine;
}

/**
 * Gives the account a session document, or a new default version of one it has. For seeds and tests: the API's
 * own way there is UpdateDocument. Throws where the content is no session document.
 */
export function putSessionDocument(world: World, place: Place, name: string, content: unknown): void {
  sessionDocument.parse(content);
  const mine = documentsIn(world, place);
  const found = mine.get(name) ?? { name, owner: place.account, defaultVersion: 1, versions: [] };
  found.versions.push({ createdAtMs: world.clock.now(), content: JSON.stringify(content, null, 2) });
  found.defaultVersion = found.versions.length;
  mine.set(name, found);
}

const documentArnShape = /^arn:[^:]+:ssm:([^:]+):([^:]*):document\/(.+)$/;

/** Finds a document by name or ARN. Throws InvalidDocument as AWS words it. */
export function findDocument(world: World, place: Place, nameOrArn: string): StoredDocument {
  const found = lookUp(world, place, nameOrArn);
  if (!found) throw new AwsError('InvalidDocument', `Document with name ${nameOrArn} does not exist.`);
  return found;
}

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

/** One version's number and content. `$DEFAULT` unless told. Throws InvalidDocumentVersion. */
export function documentVersion(document: StoredDocument, asked = '$DEFAULT') {
  const { versions, defaultVersion } = document;
  const wanted =
    asked === '$DEFAULT' ? defaultVersion : asked === '$LATEST' ? versions.length : Number(asked);
  const found = versions[wanted - 1];
  if (!found)
    throw new AwsError('InvalidDocumentVersion', 'The document version is not valid or does not exist.');
  return { version: wanted, ...found };
}

/** The document as a session is started from it: its default version. */
export const readSessionDocument = (document: StoredDocument): SessionDocument =>
  sessionDocument.parse(JSON.parse(documentVersion(document).content));
