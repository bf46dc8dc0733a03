import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import type { Call } from '../../../server/operation';
import { tagsOf } from '../../../world/tags';
import { sessionPlatforms } from './shown-document';
import { documentArn, documentVersion, ownerOf, readVersion, type StoredDocument } from './store';

/** botocore shape DocumentKeyValuesFilter. */
export const documentFilter = z.object({
  Key: z.string().min(1).max(128),
  Values: z.array(z.string().min(1).max(256)),
});
type DocumentFilter = z.infer<typeof documentFilter>;

/** botocore shape DocumentFilter, the older form. */
export const oldDocumentFilter = z
  .object({ key: z.enum(['Name', 'Owner', 'PlatformTypes', 'DocumentType']), value: z.string().min(1) })
  .transform(({ key, value }): DocumentFilter => ({ Key: key, Values: [value] }));

type Judge = (document: StoredDocument, value: string, call: Call) => boolean;

/** Nothing is shared between accounts here, so Private, Public (of others) and ThirdParty hold nothing. */
const owners: Record<string, (owner: string, account: string) => boolean> = {
  Self: (owner, account) => owner === account,
  Amazon: (owner) => owner === 'Amazon',
  All: () => true,
  Private: (owner, account) => owner === account,
  Public: (owner) => owner === 'Amazon',
  ThirdParty: () => false,
};

const judges: Record<string, Judge> = {
  // "Te" finds "Test": a name filter is a beginning (API reference, DocumentKeyValuesFilter).
  Name: ({ name }, value) => name.startsWith(value),
  Owner: (document, value, { place }) =>
    owners[value]?.(ownerOf(document, place), place.account) ?? value === ownerOf(document, place),
  DocumentType: (_document, value) => value === 'Session',
  PlatformTypes: (_document, value) => sessionPlatforms.includes(value),
  TargetType: (document, value) => documentVersion(document).targetType === value,
  SearchKeyword: (document, value) => {
    const { description } = readVersion(documentVersion(document));
    return `${document.name} ${description}`.toLowerCase().includes(value.toLowerCase());
  },
};

/** Whether a document passes a filter: one value of several is enough. Throws InvalidFilterKey. */
export function passes(document: StoredDocument, { Key, Values }: DocumentFilter, call: Call): boolean {
  const judge = Object.hasOwn(judges, Key) ? judges[Key] : tagJudge(Key);
  if (!judge) throw new AwsError('InvalidFilterKey', `The specified key isn't valid: ${Key}.`);
  return Values.some((value) => judge(document, value, call));
}

function tagJudge(key: string): Judge | undefined {
  if (!key.startsWith('tag:')) return undefined;
  return ({ name }, value, { world, place }) =>
    tagsOf(world, documentArn(place, name)).get(key.slice('tag:'.length)) === value;
}
