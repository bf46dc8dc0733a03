import type { DraftSlot } from '@/lib/frame/drafts';
import { placeKey, type Scope } from '@/lib/kernel/scope';
import {
  type ParameterDetail,
  type ParameterTier,
  type ParameterVersion,
  type PutOutcome,
  putInput,
  sizeFault,
} from '../contract';
import { hasMergeMarks, mergeValues } from '../value-diff';

/** What an edit began from. `value` is null for a SecureString. */
export type EditBase = Pick<
  ParameterDetail,
  'version' | 'type' | 'value' | 'description' | 'tier' | 'keyId' | 'allowedPattern' | 'dataType'
>;

type Fields = 'value' | 'description' | 'tier' | 'keyId';

/** An edit of one parameter, with what came of its last save when that was no plain success. */
export interface EditDraft {
  readonly kind: 'edit';
  readonly scope: Scope;
  readonly name: string;
  readonly base: EditBase;
  readonly value: string;
  readonly description: string;
  readonly tier: ParameterTier;
  readonly keyId: string;
  readonly verdict: Exclude<PutOutcome, { outcome: 'saved' }> | null;
  /** Set once theirs were merged in. */
  readonly merged: { readonly theirs: ParameterVersion; readonly clean: boolean } | null;
}

/** A SecureString's new value begins empty: the old one is not on the page unless it was revealed. */
export const beginEdit = (scope: Scope, detail: ParameterDetail): EditDraft => ({
  kind: 'edit',
  scope,
  name: detail.name,
  base: detail,
  value: detail.value ?? '',
  description: detail.description ?? '',
  tier: detail.tier ?? 'Standard',
  keyId: detail.keyId ?? '',
  verdict: null,
  merged: null,
});

export const isChanged = ({ base, verdict, ...draft }: EditDraft): boolean =>
  verdict !== null ||
  draft.value !== (base.value ?? '') ||
  draft.description !== (base.description ?? '') ||
  draft.tier !== (base.tier ?? 'Standard') ||
  draft.keyId !== (base.keyId ?? '');

export const editSlot = (place: Pick<Scope, 'account' | 'region'>, name: string): DraftSlot<EditDraft> => ({
  id: `parameters:edit:${placeKey(place)}|${name}`,
  is: (draft): draft is EditDraft =>
    typeof draft === 'object' && draft !== null && 'kind' in draft && draft.kind === 'edit',
  isDirty: isChanged,
  labelOf: (draft) => draft.name,
});

/** What is sent. Pattern and data type go along as they were: an overwrite may drop what it does not name. */
export const putOf = (
  { scope, name, base, value, description, tier, keyId }: EditDraft,
  over: number | null,
) => ({
  scope,
  name,
  value,
  type: base.type,
  description,
  tier,
  keyId: base.type === 'SecureString' ? keyId || undefined : undefined,
  allowedPattern: base.allowedPattern ?? undefined,
  dataType: base.dataType ?? undefined,
  expectedVersion: over,
});

/** What is wrong with an edit, by field; empty when it can be saved. */
export function editFaults(draft: EditDraft): Partial<Record<Fields, string>> {
  const faults: Partial<Record<Fields, string>> = {};
  const { error } = putInput.safeParse(putOf(draft, draft.base.version));
  for (const { path, message } of error?.issues ?? []) {
    const field = path[0];
    if (field === 'value' || field === 'description' || field === 'keyId') faults[field] ??= message;
  }
  if (draft.merged && hasMergeMarks(draft.value))
    faults.value ??= 'Both changed the same lines. Choose between the marks, then take the marks out.';
  faults.value ??= patternFault(draft) ?? sizeFault(draft.value, draft.tier);
  if (draft.base.tier === 'Advanced' && draft.tier === 'Standard')
    faults.tier = 'AWS does not turn an advanced parameter into a standard one.';
  return Object.fromEntries(Object.entries(faults).filter(([, message]) => message !== undefined));
}

/** AWS checks the pattern against the whole value; a pattern that a browser cannot read is left to AWS. */
function patternFault({ base, value }: EditDraft): string | undefined {
  if (!base.allowedPattern || value === '') return undefined;
  try {
    const fits = new RegExp(`^(?:${base.allowedPattern})$`).test(value);
    return fits ? undefined : `The value must match the allowed pattern ${base.allowedPattern}.`;
  } catch {
    return undefined;
  }
}

/** The same edit begun anew from theirs, with both changes in it; of a SecureString, yours stays as it is. */
export function mergedWith(draft: EditDraft, theirs: ParameterVersion): EditDraft {
  const base: EditBase = { ...draft.base, ...theirs, description: theirs.description };
  const secret = draft.base.value === null || theirs.value === null;
  const { value, clean } = secret
    ? { value: draft.value, clean: false }
    : mergeValues(draft.base.value, theirs.value, draft.value, draft.base.type);
  const untouched = draft.description === (draft.base.description ?? '');
  return {
    ...draft,
    base,
    value,
    description: untouched ? (theirs.description ?? '') : draft.description,
    verdict: null,
    merged: { theirs, clean },
  };
}
