import { merge } from 'node-diff3';
import { type DiffLine, diffLines, tooManyPairs } from '@/components/text-diff/diff-lines';
import type { ParameterType } from './contract';
import { listMembers } from './model';

const partsOf = (value: string, type: ParameterType): string[] =>
  type === 'StringList' ? [...listMembers(value)] : value.split('\n');

/** What changed from one value to another: by line, for a StringList by member. */
export const diffValues = (before: string, after: string, type: ParameterType): readonly DiffLine[] =>
  diffLines(partsOf(before, type), partsOf(after, type));

/** Both changes in one value. `clean` is false where both changed the same place: the marks then need a person. */
export interface Merged {
  readonly value: string;
  readonly clean: boolean;
}

/** Three-way merge by line, for a StringList by member; conflicts are marked as git marks them. */
export function mergeValues(base: string, theirs: string, yours: string, type: ParameterType): Merged {
  const [o, a, b] = [partsOf(base, type), partsOf(yours, type), partsOf(theirs, type)];
  const tooLong = tooManyPairs(o, a) || tooManyPairs(o, b);
  if (tooLong) return { value: yours, clean: false };
  const { conflict, result } = merge(a, o, b, { label: { a: 'yours', b: 'theirs' } });
  // Marks would become members of a list: yours is the better start there, theirs stands beside it.
  if (type === 'StringList') return { value: conflict ? yours : result.join(','), clean: !conflict };
  return { value: result.join('\n'), clean: !conflict };
}

/** Are there marks of a merge left? Saving them would put them into the value. */
export const hasMergeMarks = (value: string): boolean =>
  /^<{7} yours$/m.test(value) && /^>{7} theirs$/m.test(value);
