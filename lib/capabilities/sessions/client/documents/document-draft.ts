import type { DraftSlot } from '@/lib/frame/drafts';
import { placeKey, type Scope } from '@/lib/kernel/scope';
import type { SessionDocumentText } from '../../document-contract';
import { laidOut, parseJson, plainJson, rebasedJson } from '../../json-text';

/** An edit of one session document, with what stopped its last save. */
export interface DocumentDraft {
  readonly kind: 'session-document';
  readonly name: string;
  /** Null: a document that is to be made. */
  readonly base: SessionDocumentText | null;
  /** What was there when the edit began, laid out as the diff shows it. */
  readonly before: string;
  readonly content: string;
  readonly stopped: SessionDocumentText | null;
}

/** An edit of what is in force, or of `first` where there is no such document yet. */
export const beginDocument = (
  name: string,
  base: SessionDocumentText | null,
  first: string,
): DocumentDraft => ({
  kind: 'session-document',
  name,
  base,
  before: base ? laidOut(base.content) : '',
  content: base ? laidOut(base.content) : first,
  stopped: null,
});

export const isChanged = ({ before, content, stopped }: DocumentDraft): boolean =>
  stopped !== null || content !== before;

/** Names and texts that were typed; a new document that nobody touched is not unsaved work. */
const isDirty = (draft: DocumentDraft, first: string): boolean =>
  draft.base === null ? draft.name !== '' || draft.content !== first : isChanged(draft);

export const documentSlot = (
  place: Pick<Scope, 'account' | 'region'>,
  name: string | null,
  first: string,
): DraftSlot<DocumentDraft> => ({
  id: `sessions:document:${placeKey(place)}|${name ?? ''}`,
  is: (draft): draft is DocumentDraft =>
    typeof draft === 'object' && draft !== null && 'kind' in draft && draft.kind === 'session-document',
  isDirty: (draft) =>
    name !== null && draft.base === null ? draft.content !== first : isDirty(draft, first),
  labelOf: (draft) => draft.name || 'A new session document',
});

/** The same edit begun anew on theirs: what you changed is yours, all else is theirs. */
export function onTheirs(draft: DocumentDraft, theirs: SessionDocumentText): DocumentDraft {
  const values = [draft.before, draft.content, theirs.content].map(parseJson);
  const content = values.includes(undefined)
    ? draft.content
    : plainJson(rebasedJson(values[0], values[1], values[2]));
  return { ...draft, base: theirs, before: laidOut(theirs.content), content, stopped: null };
}
