import { Problem } from '@/lib/kernel/problem';
import { type EditTagsInput, tagsPerNodeMax } from './contract';

/**
 * Whether a key decides access. Compared without case: IAM matches the key of `ssm:resourceTag/Environment` without
 * case, so a second tag `environment` could open what `Environment` closes.
 */
export const isLocked = (key: string, lockedTags: readonly string[]): boolean =>
  lockedTags.some((locked) => locked.toLowerCase() === key.toLowerCase());

/** AWS keeps this prefix to itself, in any case of letters. */
const isReserved = (key: string): boolean => key.toLowerCase().startsWith('aws:');

/** What SSM takes in keys and values (AddTagsToResource, Tag): letters, digits, spaces and `_ . : / = + - @`. */
const ssmTagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Why this edit may not be sent, or null. The same on both sides; the server's word counts. */
export function tagEditFault(edit: EditTagsInput, lockedTags: readonly string[]): Problem | null {
  const keys = [...Object.keys(edit.set), ...edit.remove];
  const locked = keys.find((key) => isLocked(key, lockedTags));
  if (locked !== undefined) return lockedFault(locked);
  const reserved = keys.find(isReserved);
  if (reserved !== undefined)
    return invalid(reserved, `The key ${reserved} begins with aws:, which AWS keeps to itself.`);
  if (Object.keys(edit.set).length > tagsPerNodeMax)
    return invalid('set', `A node has at most ${tagsPerNodeMax} tags.`);
  return edit.id.startsWith('mi-') ? ssmFault(edit.set) : null;
}

function ssmFault(set: EditTagsInput['set']): Problem | null {
  const bad = Object.entries(set).find(([key, value]) => !ssmTagText.test(key) || !ssmTagText.test(value));
  return bad
    ? invalid(bad[0], `SSM takes letters, digits, spaces and _ . : / = + - @ in tags; ${bad[0]} has others.`)
    : null;
}

const lockedFault = (key: string): Problem =>
  new Problem('forbidden', {
    message: `The tag ${key} decides who has access to the node. It is locked in this console.`,
    nextStep: 'Ask an administrator to change it where access is managed.',
    field: key,
  });

const invalid = (field: string, message: string): Problem => new Problem('invalid', { message, field });

/** What must be sent to come from one set of tags to another. */
export function tagChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Pick<EditTagsInput, 'set' | 'remove'> {
  return {
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    remove: Object.keys(before).filter((key) => !Object.hasOwn(after, key)),
  };
}
