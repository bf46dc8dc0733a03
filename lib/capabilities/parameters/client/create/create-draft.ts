import type { DraftSlot } from '@/lib/frame/drafts';
import type { Scope } from '@/lib/kernel/scope';
import {
  newParameterName,
  type ParameterTier,
  type ParameterType,
  type ParameterVersion,
  putInput,
  sizeFault,
} from '../../contract';

/** A parameter to be. */
export interface CreateDraft {
  readonly kind: 'create';
  /** Of `scopeKey`; null until one is chosen where several are. */
  readonly scope: string | null;
  /** What the name began as: the folder that the person came from. */
  readonly begun: string;
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly description: string;
  readonly tier: ParameterTier;
  readonly keyId: string;
  /** What was there already under this name; null where nothing was found. */
  readonly taken: ParameterVersion | null;
}

export const beginCreate = (path: string | null, scope: string | null): CreateDraft => {
  const begun = path ? `${path}/` : '/';
  return {
    kind: 'create',
    scope,
    begun,
    name: begun,
    type: 'String',
    value: '',
    description: '',
    tier: 'Standard',
    keyId: '',
    taken: null,
  };
};

export const createSlot: DraftSlot<CreateDraft> = {
  id: 'parameters:create',
  is: (draft): draft is CreateDraft =>
    typeof draft === 'object' && draft !== null && 'kind' in draft && draft.kind === 'create',
  isDirty: ({ name, begun, value, description, keyId }) =>
    name !== begun || value !== '' || description !== '' || keyId !== '',
  labelOf: ({ name }) => `New parameter ${name}`,
};

export const createOf = ({ name, value, type, description, tier, keyId }: CreateDraft) => ({
  name,
  value,
  type,
  description: description || undefined,
  tier,
  keyId: type === 'SecureString' ? keyId || undefined : undefined,
  expectedVersion: null,
});

export type CreateFaults = Partial<Record<'name' | 'value' | 'description' | 'keyId', string>>;

/** What is wrong, by field; empty when it can be created. `isTaken` knows the names already listed. */
export function createFaults(draft: CreateDraft, isTaken: (name: string) => boolean): CreateFaults {
  const faults: CreateFaults = {};
  const name = newParameterName.safeParse(draft.name);
  if (!name.success) faults.name = name.error.issues[0]?.message;
  else if (isTaken(draft.name)) faults.name = 'There is a parameter of this name already.';
  for (const { path, message } of putInput.safeParse(createOf(draft)).error?.issues ?? []) {
    const field = path[0];
    if (field === 'value' || field === 'description' || field === 'keyId') faults[field] ??= message;
  }
  const size = sizeFault(draft.value, draft.tier);
  if (size) faults.value ??= size;
  return faults;
}

/** Whose name this is: the scope of a draft among those chosen; the only one where there is one. */
export const scopeOfDraft = (
  draft: CreateDraft,
  scopes: readonly Scope[],
  keyOf: (scope: Scope) => string,
): Scope | null =>
  scopes.find((scope) => keyOf(scope) === draft.scope) ?? (scopes.length === 1 ? (scopes[0] ?? null) : null);
